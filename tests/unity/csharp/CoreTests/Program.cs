using NUnit.Framework;

internal static class Program
{
    private static int Main(string[] names)
    {
        Abroad.Settle();
        return TestProgram.Run(typeof(Program).Assembly, names);
    }
}
