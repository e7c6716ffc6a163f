using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Protocol;

namespace Tetrascope.Live
{
    /// A program with frames, as a scene has them, and a connection that is updated once in each.
    internal sealed class Client : IDisposable
    {
        private const double PatienceSeconds = 300;
        private const int FrameMilliseconds = 2;

        private readonly SystemClock _clock = new SystemClock();

        internal Client(string address, string? file)
        {
            File = file;
            Server = new ServerConnection(ServerAddress.Parse(address), null, new NetworkTransport(), _clock);
            Subject = new Subject(Server.Catalog);
            Server.StateChanged += TellState;
        }

        /// Whatever else a visit was given.
        internal string? File { get; }

        internal ServerConnection Server { get; }

        internal Subject Subject { get; }

        internal double Seconds => _clock.Seconds;

        public void Dispose()
        {
            Server.Dispose();
        }

        internal static void Tell(string happened, params (string Name, object? Value)[] what)
        {
            var line = new Dictionary<string, object?> { ["event"] = happened };
            foreach ((string name, object? value) in what)
            {
                line[name] = value;
            }
            Console.WriteLine(Json.Of(line));
            Console.Out.Flush();
        }

        /// Frame after frame until something holds.
        internal void RunUntil(Func<bool> done, string what)
        {
            double late = _clock.Seconds + PatienceSeconds;
            while (!done())
            {
                if (_clock.Seconds > late)
                {
                    throw new TimeoutException($"Expected {what} within {PatienceSeconds} s.");
                }
                Server.Update();
                Thread.Sleep(FrameMilliseconds);
            }
        }

        /// Chooses a sample by its name, and the network that the server begins with.
        internal void Choose(string sample)
        {
            Server.Connect();
            RunUntil(() => Server.Catalog.Samples.Value != null, "the samples");
            Subject.Image = ChosenImage.Of(Server.Catalog.Samples.Value!.First(one => one.Name == sample));
            ChooseNetwork();
        }

        internal void ChooseNetwork()
        {
            RunUntil(() => Server.Catalog.StartingNetwork != null, "the networks");
            Subject.NetworkId = Server.Catalog.StartingNetwork!.NetworkId;
            RunUntil(() => Subject.Usable, "a network that can be used");
        }

        private void TellState(ConnectionState state)
        {
            ConnectionNotice notice = ConnectionNotice.Of(Server);
            Tell(
                "state",
                ("status", state.Status.ToString()),
                ("attempt", state.Attempt),
                ("retry_in", state.RetryAt == null ? null : (object)(state.RetryAt.Value - _clock.Seconds)),
                ("code", state.Complaint?.Code),
                ("title", notice.Title),
                ("text", notice.Text));
        }
    }
}
