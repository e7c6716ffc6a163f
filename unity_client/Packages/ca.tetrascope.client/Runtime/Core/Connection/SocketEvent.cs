using System;
using Tetrascope.Protocol;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Connection
{
    /// <summary>Something that came of a connection of the stream.</summary>
    public readonly struct SocketEvent
    {
        private SocketEvent(SocketEventKind kind, ServerFrame? frame, int? closeCode, Exception? fault)
        {
            Kind = kind;
            Frame = frame;
            CloseCode = closeCode;
            Fault = fault;
        }

        /// <summary>Which it is.</summary>
        public SocketEventKind Kind { get; }

        /// <summary>The frame; null where there is none.</summary>
        public ServerFrame? Frame { get; }

        /// <summary>The code with which the server closed; null where the line broke.</summary>
        public int? CloseCode { get; }

        /// <summary>What was wrong, where that is known.</summary>
        public Exception? Fault { get; }

        /// <summary>
        /// A message of the server, as a frame or as damage. Fields of bytes are views on <paramref name="message"/>.
        /// </summary>
        public static SocketEvent Of(byte[] message)
        {
            try
            {
                return new SocketEvent(SocketEventKind.Frame, ServerFrame.Decode(message), null, null);
            }
            catch (MessagePackException error)
            {
                return new SocketEvent(SocketEventKind.Damaged, null, null, error);
            }
        }

        /// <summary>A frame of the server.</summary>
        public static SocketEvent Of(ServerFrame frame)
        {
            return new SocketEvent(SocketEventKind.Frame, frame, null, null);
        }

        /// <summary>The end of the connection.</summary>
        public static SocketEvent Closed(int? code, Exception? fault = null)
        {
            return new SocketEvent(SocketEventKind.Closed, null, code, fault);
        }
    }
}
