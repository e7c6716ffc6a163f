using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using NUnit.Framework.Constraints;

namespace NUnit.Framework
{
    /// Runs the tests of an assembly one after the other, and prints a line for each that fails.
    public static class TestProgram
    {
        private const BindingFlags Any =
            BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

        /// The exit code. Only tests whose name contains one of `names` are run, if there are any.
        public static int Run(Assembly assembly, string[] names)
        {
            int passed = 0;
            var failures = new List<string>();
            foreach (Type fixture in assembly.GetTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
            {
                List<Case> cases = CasesOf(fixture)
                    .Where(each => names.Length == 0 || names.Any(each.Name.Contains)).ToList();
                if (cases.Count > 0)
                {
                    passed += cases.Count - RunFixture(fixture, cases, failures);
                }
            }
            failures.ForEach(Console.WriteLine);
            Console.WriteLine(
                failures.Count == 0 ? $"{passed} tests passed." : $"{passed} tests passed, {failures.Count} failed.");
            return failures.Count == 0 && passed > 0 ? 0 : 1;
        }

        private static int RunFixture(Type fixture, List<Case> cases, List<string> failures)
        {
            int before = failures.Count;
            object? instance = null;
            try
            {
                instance = fixture.IsAbstract ? null : Activator.CreateInstance(fixture);
                CallAll<OneTimeSetUpAttribute>(fixture, instance);
            }
            catch (Exception exception)
            {
                failures.AddRange(cases.Select(each => Failure(each, exception)));
                return cases.Count;
            }
            foreach (Case each in cases)
            {
                try
                {
                    CallAll<SetUpAttribute>(fixture, instance);
                    try
                    {
                        Call(each.Method, instance, each.Arguments);
                    }
                    finally
                    {
                        CallAll<TearDownAttribute>(fixture, instance);
                    }
                }
                catch (Exception exception)
                {
                    failures.Add(Failure(each, exception));
                }
            }
            CallAll<OneTimeTearDownAttribute>(fixture, instance);
            return failures.Count - before;
        }

        private static IEnumerable<Case> CasesOf(Type fixture)
        {
            foreach (MethodInfo method in fixture.GetMethods(Any))
            {
                bool hasCases = false;
                foreach (TestCaseAttribute one in method.GetCustomAttributes<TestCaseAttribute>())
                {
                    hasCases = true;
                    yield return new Case(method, one.Arguments);
                }
                foreach (TestCaseSourceAttribute source in method.GetCustomAttributes<TestCaseSourceAttribute>())
                {
                    hasCases = true;
                    foreach (object? item in Items(fixture, source.SourceName))
                    {
                        yield return new Case(method, item as object?[] ?? new[] { item });
                    }
                }
                if (method.GetCustomAttribute<TestAttribute>() != null && !hasCases)
                {
                    yield return new Case(method, Array.Empty<object?>());
                }
            }
        }

        private static IEnumerable Items(Type fixture, string name)
        {
            object? items = fixture.GetField(name, Any)?.GetValue(null)
                ?? fixture.GetProperty(name, Any)?.GetValue(null)
                ?? fixture.GetMethod(name, Any)?.Invoke(null, null);
            return items as IEnumerable
                ?? throw new InvalidOperationException($"Expected a static member {name} of {fixture} with items.");
        }

        private static void CallAll<T>(Type fixture, object? instance)
            where T : Attribute
        {
            foreach (MethodInfo method in fixture.GetMethods(Any))
            {
                if (method.GetCustomAttribute<T>() != null)
                {
                    Call(method, instance, Array.Empty<object?>());
                }
            }
        }

        private static void Call(MethodInfo method, object? instance, object?[] arguments)
        {
            int parameters = method.GetParameters().Length;
            if (!method.IsPublic || parameters != arguments.Length)
            {
                throw new InvalidOperationException(
                    $"Expected a public method that takes {arguments.Length} arguments, as NUnit does,"
                    + $" got a{(method.IsPublic ? " public" : "nother")} one that takes {parameters}.");
            }
            object?[] fitting = method.GetParameters().Zip(arguments, Fitting).ToArray();
            try
            {
                (method.Invoke(instance, fitting) as Task)?.GetAwaiter().GetResult();
            }
            catch (TargetInvocationException wrapped) when (wrapped.InnerException != null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(wrapped.InnerException).Throw();
            }
        }

        private static object? Fitting(ParameterInfo parameter, object? argument)
        {
            bool converts = argument is IConvertible && !parameter.ParameterType.IsInstanceOfType(argument);
            Type wanted = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
            return converts ? Convert.ChangeType(argument, wanted) : argument;
        }

        private static string Failure(Case each, Exception exception)
        {
            string where = (exception.StackTrace ?? "").Split('\n')
                .FirstOrDefault(line => line.Contains(" in ") && !line.Contains("NUnit.Framework")) ?? "";
            string what = exception is AssertionException ? exception.Message : exception.ToString();
            return $"{each.Name}: {what.Replace("\n", "\n    ")} {where.Trim()}";
        }

        private sealed class Case
        {
            internal Case(MethodInfo method, object?[] arguments)
            {
                Method = method;
                Arguments = arguments;
                string shown = arguments.Length == 0 ? "" : $"({string.Join(", ", arguments.Select(Shown.Of))})";
                Name = $"{method.DeclaringType?.FullName}.{method.Name}{shown}";
            }

            internal MethodInfo Method { get; }
            internal object?[] Arguments { get; }
            internal string Name { get; }
        }
    }
}
