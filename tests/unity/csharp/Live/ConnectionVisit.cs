using System;
using Tetrascope.Connection;

namespace Tetrascope.Live
{
    /// A connection, and what a person is told of it. Each line on standard input is a token to try; the end ends it.
    internal static class ConnectionVisit
    {
        internal static void Run(Client client)
        {
            client.Server.Connect();
            while (true)
            {
                client.RunUntil(() => IsSettled(client.Server.State), "to know how the connection is");
                string? token = Console.ReadLine();
                if (token == null)
                {
                    return;
                }
                try
                {
                    client.Server.GiveToken(token);
                }
                catch (Complaint complaint)
                {
                    Client.Tell("no token", ("text", complaint.Message));
                }
            }
        }

        private static bool IsSettled(ConnectionState state)
        {
            return state.Status == ConnectionStatus.Ready
                || state.Status == ConnectionStatus.Token
                || state.Status == ConnectionStatus.Refused
                || (state.Status == ConnectionStatus.Lost && state.Complaint != null && state.Attempt > 1);
        }
    }
}
