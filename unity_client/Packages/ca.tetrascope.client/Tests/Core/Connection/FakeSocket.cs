using System;
using System.Collections.Generic;
using System.Linq;
using Tetrascope.Protocol;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Connection
{
    /// <summary>Stands in for a connection of the stream; the test plays the server.</summary>
    internal sealed class FakeSocket : IStreamSocket
    {
        private readonly Queue<SocketEvent> _arrived = new Queue<SocketEvent>();

        public List<ClientFrame> Sent { get; } = new List<ClientFrame>();

        public bool IsClosed { get; private set; }

        /// <summary>The requests sent, oldest first.</summary>
        public List<RequestFrame> Requests => Sent.OfType<RequestFrame>().ToList();

        /// <summary>The ids of the requests that were cancelled.</summary>
        public List<string> Cancels => Sent.OfType<CancelFrame>().Select(frame => frame.Id).ToList();

        public void Send(byte[] frame)
        {
            if (IsClosed)
            {
                throw new InvalidOperationException("Expected an open socket, got a closed one.");
            }
            var reader = new MessagePackReader(frame);
            Sent.Add(ClientFrame.Read(ref reader));
        }

        public bool TryTake(out SocketEvent arrived)
        {
            return _arrived.TryDequeue(out arrived);
        }

        public void Dispose()
        {
            IsClosed = true;
        }

        public void Deliver(ServerFrame frame)
        {
            Deliver(frame.Encode());
        }

        public void Deliver(byte[] message)
        {
            _arrived.Enqueue(SocketEvent.Of(message));
        }

        public void Hello(string version = "0.1.0", string protocol = "1.1")
        {
            Deliver(new HelloFrame(version, protocol));
        }

        /// <summary>The connection ends; null: without a close frame.</summary>
        public void Break(int? code = null)
        {
            IsClosed = true;
            _arrived.Enqueue(SocketEvent.Closed(code));
        }
    }
}
