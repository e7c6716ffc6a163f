using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using NUnit.Framework;

/// What the stand-in for NUnit must notice: every test of <see cref="Fails"/> fails, every one of <see cref="Passes"/>
/// does not.
internal static class Program
{
    private static int Main(string[] names)
    {
        return TestProgram.Run(typeof(Program).Assembly, names);
    }
}

internal sealed class Fails
{
    [Test]
    public void OtherNumber() => Assert.That(1, Is.EqualTo(2));

    [Test]
    public void OtherItem() => Assert.That(new[] { 1, 2 }, Is.EqualTo(new List<int> { 1, 3 }));

    [Test]
    public void OtherLength() => Assert.That(new[] { 1, 2 }, Is.EqualTo(new[] { 1 }));

    [Test]
    public void BeyondTolerance() => Assert.That(1.0, Is.EqualTo(1.11).Within(0.1));

    [Test]
    public void TextIsNoNumber() => Assert.AreEqual("1", 1);

    [Test]
    public void Negation() => Assert.That(1, Is.Not.EqualTo(1.0));

    [Test]
    public void OutOfRange() => Assert.That(3, Is.InRange(4, 5));

    [Test]
    public void Condition() => Assert.That(false, "said");

    [Test]
    public void NothingThrown() => Assert.Throws<ArgumentException>(() => { });

    [Test]
    public void AnotherExceptionThrown() =>
        Assert.Throws<ArgumentException>(() => throw new InvalidOperationException());

    [Test]
    public void AnException() => throw new InvalidOperationException("broken");

    [Test]
    public async Task Awaited()
    {
        await Task.Yield();
        Assert.Fail("late");
    }

    [Test]
    public void WithoutArguments(int value) => Assert.That(value, Is.EqualTo(value));

    [TestCase(1, 2)]
    public void TooManyArguments(int value) => Assert.That(value, Is.EqualTo(value));

    [Test]
    internal void NotPublic()
    {
    }

    [TestCase(1)]
    [TestCase(2)]
    public void EachCase(int value) => Assert.That(value, Is.EqualTo(0));

    [TestCaseSource(nameof(Values))]
    public void EachItem(string value) => Assert.That(value, Is.Empty);

    private static readonly string[] Values = { "a", "b" };
}

internal sealed class FailsBefore
{
    [SetUp]
    public void SetUp() => throw new InvalidOperationException("before");

    [Test]
    public void Test()
    {
    }
}

internal sealed class Passes
{
    private int _before;

    [OneTimeSetUp]
    public void Once() => _before = 10;

    [SetUp]
    public void Each() => _before++;

    [Test]
    public void IsSetUp() => Assert.That(_before, Is.GreaterThan(10));

    [Test]
    public void NumbersOfOtherTypes() => Assert.That(1, Is.EqualTo(1.0));

    [Test]
    public void ItemByItem() =>
        Assert.That(new[] { new[] { 1 } }, Is.EqualTo(new List<List<long>> { new List<long> { 1 } }));

    [Test]
    public void WithinTolerance() => Assert.That(new[] { 1.0 }, Is.EqualTo(new[] { 1.05 }).Within(0.1));

    [Test]
    public void Thrown() => Assert.That(
        Assert.Throws<ArgumentException>(() => throw new ArgumentException("x")).Message, Does.Contain("x"));

    [TestCase(null)]
    public void Nothing(string? value) => Assert.That(value, Is.Null);

    [TestCase(1, 2)]
    public void Converted(byte one, double two) => Assert.That(two, Is.GreaterThan(one));

    [Test]
    public async Task Awaited() => await Task.Yield();
}
