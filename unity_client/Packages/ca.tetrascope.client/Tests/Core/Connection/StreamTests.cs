using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    /// <summary>
    /// What the tests of the stream start from: a server that a test answers for, and a clock that stands still.
    /// </summary>
    public abstract class StreamTests
    {
        internal static readonly LayersRequest Body = new LayersRequest(new string('0', 32), "efficientnet-lite0");

        private protected MovedClock Clock { get; private set; } = new MovedClock();

        private protected FakeTransport Transport { get; private set; } = new FakeTransport();

        private protected ServerConnection Server { get; private set; } = null!;

        private protected List<ConnectionState> States { get; private set; } = new List<ConnectionState>();

        private protected FakeSocket Socket => Transport.Last;

        private protected ConnectionStatus Status => Server.State.Status;

        /// <summary>Anew before each test.</summary>
        [SetUp]
        public virtual void Begin()
        {
            Clock = new MovedClock();
            Transport = new FakeTransport { Always = new HttpAnswer(new TimeoutException("Nobody there.")) };
            Server = Connect(null);
        }

        /// <summary>Ends what the test began.</summary>
        [TearDown]
        public void End()
        {
            Server.Dispose();
        }

        private protected ServerConnection Connect(string? token)
        {
            ServerAddress address = ServerAddress.Parse("http://server");
            var server = new ServerConnection(address, token, Transport, Clock, new NoChance());
            States = new List<ConnectionState>();
            server.StateChanged += States.Add;
            Server = server;
            return server;
        }

        private protected FakeSocket Connected()
        {
            Server.Connect();
            Socket.Hello();
            Server.Update();
            return Socket;
        }

        private protected Asked Ask(string? slot = null, LayersRequest? body = null)
        {
            var asked = new Asked();
            asked.Running = Server.Ask(Operations.Layers, body ?? Body, asked.Asking(slot));
            return asked;
        }

        private protected void Deliver(params ServerFrame[] frames)
        {
            foreach (ServerFrame frame in frames)
            {
                Socket.Deliver(frame);
            }
            Server.Update();
        }

        private protected void Break(int? code = null)
        {
            Socket.Break(code);
            Server.Update();
        }

        private protected void Wait(double seconds)
        {
            Clock.Move(seconds);
            Server.Update();
        }

        private protected void Greet(string version = "0.1.0", string protocol = "1.1")
        {
            Socket.Hello(version, protocol);
            Server.Update();
        }

        /// <summary>The frames sent on this connection after so many, by type and id.</summary>
        private protected string SentAfter(int count)
        {
            return Joined(Socket.Sent.Skip(count).Select(frame => $"{frame.Type} {frame.Id}"));
        }

        private protected string IdOf(int index)
        {
            return Socket.Requests[index].Id;
        }

        private protected static PartFrame Predictions(string id, int sequence)
        {
            return new PartFrame(id, sequence, PartKindNames.Predictions, Golden.Predictions);
        }

        private protected static PartFrame Layer(string id, int sequence)
        {
            return new PartFrame(id, sequence, PartKindNames.Layer, Golden.Layer);
        }

        private protected static DoneFrame Done(string id)
        {
            return new DoneFrame(id, 0.1);
        }

        private protected static ErrorFrame Error(string? id, string code)
        {
            return new ErrorFrame(id, new ErrorBody(code, "No.", "Next.", null));
        }

        private protected static string Joined(IEnumerable<string> words)
        {
            return string.Join(" ", words);
        }

        private protected string StatusesSeen()
        {
            return Joined(States.Select(state => state.Status.ToString()));
        }

        /// <summary>Delays without what chance adds.</summary>
        private sealed class NoChance : Random
        {
            public override double NextDouble()
            {
                return 0;
            }
        }
    }
}
