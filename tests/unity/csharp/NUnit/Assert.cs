using System;
using System.Threading.Tasks;
using NUnit.Framework.Constraints;

namespace NUnit.Framework
{
    public delegate void TestDelegate();

    public delegate Task AsyncTestDelegate();

    /// What a test that failed throws.
    public sealed class AssertionException : Exception
    {
        public AssertionException(string message)
            : base(message)
        {
        }
    }

    public static class Assert
    {
        public static void That(bool condition, string? message = null)
        {
            That(condition, Is.True, message);
        }

        public static void That<T>(T actual, IConstraint expression, string? message = null)
        {
            if (!expression.Accepts(actual))
            {
                Fail((message == null ? "" : message + ": ") + $"expected {expression}, got {Shown.Of(actual)}.");
            }
        }

        public static void AreEqual(object? expected, object? actual, string? message = null)
        {
            That(actual, Is.EqualTo(expected), message);
        }

        public static void AreEqual(double expected, double actual, double delta, string? message = null)
        {
            That(actual, Is.EqualTo(expected).Within(delta), message);
        }

        public static void AreNotEqual(object? expected, object? actual, string? message = null)
        {
            That(actual, Is.Not.EqualTo(expected), message);
        }

        public static void AreSame(object? expected, object? actual, string? message = null)
        {
            That(actual, Is.SameAs(expected), message);
        }

        public static void IsTrue(bool condition, string? message = null)
        {
            That(condition, Is.True, message);
        }

        public static void IsFalse(bool condition, string? message = null)
        {
            That(condition, Is.False, message);
        }

        public static void IsNull(object? value, string? message = null)
        {
            That(value, Is.Null, message);
        }

        public static void IsNotNull(object? value, string? message = null)
        {
            That(value, Is.Not.Null, message);
        }

        public static void Fail(string message)
        {
            throw new AssertionException(message);
        }

        /// The exception, which must be of this very type.
        public static T Throws<T>(TestDelegate code, string? message = null)
            where T : Exception
        {
            Exception? thrown = null;
            try
            {
                code();
            }
            catch (Exception exception)
            {
                thrown = exception;
            }
            That(thrown?.GetType(), Is.EqualTo(typeof(T)), message ?? thrown?.ToString());
            return (T)thrown!;
        }

        public static T ThrowsAsync<T>(AsyncTestDelegate code, string? message = null)
            where T : Exception
        {
            return Throws<T>(() => code().GetAwaiter().GetResult(), message);
        }

        public static void DoesNotThrow(TestDelegate code)
        {
            code();
        }
    }
}
