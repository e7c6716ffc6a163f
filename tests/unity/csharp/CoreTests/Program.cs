using NUnit.Framework;

internal static class Program
{
    private static int Main(string[] names)
    {
        return TestProgram.Run(typeof(Program).Assembly, names);
    }
}
