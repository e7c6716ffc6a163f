using System;

namespace Tetrascope.Live
{
    /// Talks to a server as the Unity client does, and prints what comes of it: one line of JSON for each event.
    internal static class Program
    {
        private static int Main(string[] arguments)
        {
            Abroad.Settle();
            using var client = new Client(arguments[1], arguments.Length > 2 ? arguments[2] : null);
            switch (arguments[0])
            {
                case "structure":
                    StructureVisit.Run(client);
                    return 0;
                case "pool":
                    PoolVisit.Run(client);
                    return 0;
                case "own":
                    OwnPictureVisit.Run(client);
                    return 0;
                case "connect":
                    ConnectionVisit.Run(client);
                    return 0;
                default:
                    Console.Error.WriteLine("Expected structure, pool, own or connect.");
                    return 2;
            }
        }
    }
}
