using System;
using System.Collections.Generic;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Replay
{
    /// <summary>A connection of the stream to a recording.</summary>
    internal sealed class ReplaySocket : IStreamSocket
    {
        private readonly Func<RequestFrame, IReadOnlyList<ServerFrame>> _answerTo;
        private readonly IClock _clock;
        private readonly double _pace;
        private readonly List<Coming> _coming = new List<Coming>();

        public ReplaySocket(
            HelloFrame hello, Func<RequestFrame, IReadOnlyList<ServerFrame>> answerTo, IClock clock, double pace)
        {
            _answerTo = answerTo;
            _clock = clock;
            _pace = pace;
            _coming.Add(new Coming("", hello, clock.Seconds));
        }

        /// <summary>The request that a frame is about; null where it names none.</summary>
        public static string? IdOf(ServerFrame frame)
        {
            switch (frame)
            {
                case PartFrame part:
                    return part.Id;
                case ProgressFrame progress:
                    return progress.Id;
                case DoneFrame done:
                    return done.Id;
                case CancelledFrame cancelled:
                    return cancelled.Id;
                case ErrorFrame error:
                    return error.Id;
                default:
                    return null;
            }
        }

        public void Send(byte[] frame)
        {
            var reader = new MessagePackReader(frame);
            ClientFrame sent = ClientFrame.Read(ref reader);
            if (sent is CancelFrame cancel)
            {
                // It ends at once here; that it did need not be told, for whoever cancels knows.
                _coming.RemoveAll(coming => coming.Id == cancel.Id);
                return;
            }
            var request = (RequestFrame)sent;
            double due = _clock.Seconds;
            foreach (ServerFrame answer in _answerTo(request))
            {
                _coming.Add(new Coming(request.Id, Renamed(answer, request.Id), due += _pace));
            }
        }

        public bool TryTake(out SocketEvent arrived)
        {
            for (int place = 0; place < _coming.Count; place++)
            {
                if (_coming[place].Due <= _clock.Seconds)
                {
                    arrived = SocketEvent.Of(_coming[place].Frame);
                    _coming.RemoveAt(place);
                    return true;
                }
            }
            arrived = default;
            return false;
        }

        public void Dispose()
        {
            _coming.Clear();
        }

        /// <summary>A frame as it answers a request of another id.</summary>
        private static ServerFrame Renamed(ServerFrame frame, string id)
        {
            switch (frame)
            {
                case PartFrame part:
                    return new PartFrame(id, part.Sequence, part.Kind, part.Content);
                case ProgressFrame progress:
                    return new ProgressFrame(id, progress.Progress);
                case DoneFrame done:
                    return new DoneFrame(id, done.Seconds);
                case CancelledFrame cancelled:
                    return new CancelledFrame(id, cancelled.Reason);
                case ErrorFrame error:
                    return new ErrorFrame(id, error.Error);
                default:
                    return frame;
            }
        }

        /// <summary>A frame that is on its way.</summary>
        private readonly struct Coming
        {
            public Coming(string id, ServerFrame frame, double due)
            {
                Id = id;
                Frame = frame;
                Due = due;
            }

            public string Id { get; }

            public ServerFrame Frame { get; }

            public double Due { get; }
        }
    }
}
