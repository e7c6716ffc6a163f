using System;
using System.Text.Json;

namespace Tetrascope.Headless
{
    /// <summary>
    /// The client without Unity: its own components, put together by its own set-up, on the stand-in. It takes commands as
    /// lines of JSON from its standard input, and answers each by a line.
    /// </summary>
    internal static class Program
    {
        private static int Main(string[] arguments)
        {
            if (arguments.Length != 2)
            {
                Console.Error.WriteLine("Expected two arguments: the folder of the package and that of a project.");
                return 2;
            }

            // An editor's too is its project's.
            Environment.CurrentDirectory = arguments[1];

            var player = new Player(arguments[0], arguments[1]);
            for (string? line = Console.ReadLine(); line != null; line = Console.ReadLine())
            {
                Console.WriteLine(Answer(player, line));
            }

            player.Quit();
            return 0;
        }

        private static string Answer(Player player, string line)
        {
            try
            {
                using JsonDocument command = JsonDocument.Parse(line);
                return JsonSerializer.Serialize(player.Obey(command.RootElement));
            }
            catch (Exception error)
            {
                return JsonSerializer.Serialize(new { error = error.ToString() });
            }
        }
    }
}
