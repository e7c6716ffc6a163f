using System;
using System.Text.Json;
using UnityEngine;

namespace Tetrascope.Headless
{
    /// <summary>
    /// The client without Unity: its own components, put together by its own set-up, on the stand-in. It takes commands
    /// as lines of JSON from its standard input, and answers each by a line.
    /// </summary>
    internal static class Program
    {
        private static int Main(string[] arguments)
        {
            Abroad.Settle();
            if (arguments.Length != 3 && arguments.Length != 4)
            {
                Console.Error.WriteLine(
                    "Expected the folder of the package, that of a project, the system of the editor, and what it lacks, if "
                    + "anything.");
                return 2;
            }

            // An editor's too is its project's.
            Environment.CurrentDirectory = arguments[1];

            Application.platform = Enum.Parse<RuntimePlatform>(arguments[2]);
            var player = new Player(arguments[0], arguments[1], arguments.Length > 3 ? arguments[3] : null);
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
