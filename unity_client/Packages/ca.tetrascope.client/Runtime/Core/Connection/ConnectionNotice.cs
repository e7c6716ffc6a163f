using System;

namespace Tetrascope.Connection
{
    /// <summary>How it is with the connection, in words for a person.</summary>
    public sealed class ConnectionNotice
    {
        /// <summary>For a moment after it was lost.</summary>
        public const string Back = "Back. The server answers again.";

        private const string Mismatch = "This client and the server do not fit together.";

        private const string WhoHasTheToken =
            "Whoever started it has the token: their own, or one that was printed at the start.";

        private const string WhatStays =
            "What you see stays, and goes on where it was as soon as the server is back.";

        private ConnectionNotice(string title, string text, string countdown = "")
        {
            Title = title;
            Text = text;
            Countdown = countdown;
        }

        /// <summary>What is, in a few words.</summary>
        public string Title { get; }

        /// <summary>Why, and what to do; empty where there is nothing to say.</summary>
        public string Text { get; }

        /// <summary>When the next attempt begins; empty where none is planned. Changes each second.</summary>
        public string Countdown { get; }

        /// <summary>All of it in one line.</summary>
        public string Line => Sentences(Sentences(Title, Text), Countdown);

        /// <summary>What to say of a server's connection now.</summary>
        public static ConnectionNotice Of(ServerConnection server)
        {
            ConnectionState state = server.State;
            string why = Sentences(state.Complaint?.Message, state.Complaint?.Hint);
            switch (state.Status)
            {
                case ConnectionStatus.Ready:
                    return new ConnectionNotice($"Connected to {server.Address}.", "");
                case ConnectionStatus.Connecting:
                    return new ConnectionNotice($"Connecting to {server.Address} …", "");
                case ConnectionStatus.Token:
                    return new ConnectionNotice("This server asks for a token.", Sentences(why, WhoHasTheToken));
                case ConnectionStatus.Refused:
                    bool mismatch = state.Complaint?.Code == "protocol_mismatch";
                    return new ConnectionNotice(mismatch ? Mismatch : "The server refuses this client.", why);
                default:
                    bool silent = state.Complaint == null || state.Complaint.IsUnreachable;
                    return new ConnectionNotice(
                        silent ? "The server does not answer." : "No connection.",
                        Sentences(why, WhatStays),
                        CountdownOf(state, server.Clock.Seconds));
            }
        }

        private static string CountdownOf(ConnectionState state, double now)
        {
            int seconds = (int)Math.Ceiling((state.RetryAt ?? now) - now);
            return seconds > 0 ? $"Attempt {state.Attempt} failed. Next try in {seconds} s." : "Trying …";
        }

        private static string Sentences(string? first, string? second)
        {
            return $"{first} {second}".Trim();
        }
    }
}
