using System;
using System.Globalization;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    /// <summary>
    /// All analyses over one stream. It opens with the first request, and what is still wanted when a connection was
    /// lost is sent again, from the beginning. Every request ends exactly once, whatever happens to the connection.
    /// Everything happens on the caller's thread: what arrives, and what it is time for, within <see cref="Update"/>.
    /// </summary>
    internal sealed class StreamClient : ILineOwner, IDisposable
    {
        /// <summary>
        /// Connections that may break, one after the other, over a request of which nothing is heard.
        /// </summary>
        public const int MaxLosses = 5;

        private const int CloseTooLarge = 1009;

        private readonly StreamLine _line;
        private readonly IStreamListener _listener;
        private readonly IClock _clock;
        private readonly Random _random;
        private readonly OpenRequests _requests = new OpenRequests();
        private int _lastId;
        private bool _closed;

        /// <summary><paramref name="open"/> opens a connection each time it is called.</summary>
        public StreamClient(Func<IStreamSocket> open, IStreamListener listener, IClock clock, Random random)
        {
            _line = new StreamLine(open, clock, this);
            _listener = listener;
            _clock = clock;
            _random = random;
        }

        /// <summary>The connection.</summary>
        public StreamLine Line => _line;

        /// <summary>Asks for an analysis; its parts come as they become ready.</summary>
        public Running Request(UnderWay request)
        {
            ConnectionState state = _line.State;
            if (_closed)
            {
                _requests.End(request, Ending.Cancelled);
            }
            else if (state.Status == ConnectionStatus.Refused)
            {
                _requests.Fail(request, state.Complaint ?? StreamComplaint.Mismatch(null));
            }
            else
            {
                Begin(request);
            }
            return new Running(this, request);
        }

        /// <summary>Stops a request, unless it has ended.</summary>
        public void Cancel(UnderWay request)
        {
            string? id = request.Id;
            if (!request.Ended)
            {
                _requests.End(request, Ending.Cancelled);
                SendCancel(id);
            }
        }

        /// <summary>
        /// Takes in what has arrived, does what it is time for, and tells of the requests that have ended.
        /// </summary>
        public void Update()
        {
            _line.Update();
            while (_requests.FindDue(_clock.Seconds) is UnderWay request)
            {
                SendIfReady(request);
            }
            _requests.TellEnded();
        }

        /// <summary>Ends everything; what is under way is cancelled.</summary>
        public void Dispose()
        {
            _closed = true;
            _line.Close();
            foreach (UnderWay request in _requests.Snapshot())
            {
                _requests.End(request, Ending.Cancelled);
            }
            _requests.TellEnded();
        }

        /// <summary>
        /// The image that requests wait for is at the server again, or, with a complaint, cannot be had.
        /// </summary>
        public void ImageGiven(string imageId, Complaint? complaint)
        {
            foreach (UnderWay request in _requests.Snapshot())
            {
                if (request.Image != ImageState.Awaited || request.FindImage() != imageId)
                {
                    continue;
                }
                request.Image = ImageState.Given;
                if (complaint != null)
                {
                    _requests.Fail(request, complaint);
                }
                else
                {
                    SendIfReady(request);
                }
            }
        }

        void ILineOwner.StateChanged(ConnectionState state)
        {
            _listener.StateChanged(state);
        }

        void ILineOwner.Diagnose(Exception? cause)
        {
            _listener.Diagnose(cause);
        }

        void ILineOwner.Greeted(HelloFrame hello)
        {
            _listener.Greeted(hello);
            foreach (UnderWay request in _requests.Snapshot())
            {
                if (request.Id == null && request.Image != ImageState.Awaited)
                {
                    SendIfReady(request);
                }
            }
        }

        void ILineOwner.Lost(int? closeCode)
        {
            if (closeCode == CloseTooLarge)
            {
                Blame(StreamComplaint.TooLarge());
            }
            _requests.Lose(MaxLosses, StreamComplaint.TooOftenLost);
        }

        void ILineOwner.Dropped(Complaint? refusal)
        {
            _requests.ForgetConnection();
            if (refusal == null)
            {
                return;
            }
            foreach (UnderWay request in _requests.Snapshot())
            {
                _requests.Fail(request, refusal);
            }
        }

        void ILineOwner.TookDamage()
        {
            foreach (UnderWay request in _requests.Snapshot())
            {
                Mend(request);
            }
        }

        void ILineOwner.Took(ServerFrame frame)
        {
            switch (frame)
            {
                case ErrorFrame error when error.Id == null:
                    Blame(Complaint.From(error.Error));
                    break;
                case ErrorFrame error when _requests.Hear(error.Id) is UnderWay request:
                    TakeFailure(request, Complaint.From(error.Error));
                    break;
                case PartFrame part when _requests.Hear(part.Id) is UnderWay request:
                    TakePart(request, part);
                    break;
                case ProgressFrame progress when _requests.Hear(progress.Id) is UnderWay request:
                    Guard(request, () => request.Handlers.OnProgress?.Invoke(progress.Progress));
                    break;
                case DoneFrame done when _requests.Hear(done.Id) is UnderWay request:
                    _requests.End(request, Ending.Done);
                    break;
                case CancelledFrame cancelled when _requests.Hear(cancelled.Id) is UnderWay request:
                    bool newer = cancelled.Reason == CancelledFrameReasonNames.Superseded;
                    _requests.End(request, newer ? Ending.Superseded : Ending.Cancelled);
                    break;
            }
        }

        private void Begin(UnderWay request)
        {
            var olderIds = _requests.Supersede(request.Handlers.Slot);
            _requests.Add(request);
            if (_line.IsReady)
            {
                Send(request);
            }
            else
            {
                _line.OpenIfIdle();
            }
            // Its slot stops the older one, unless the server finds fault with the newer.
            foreach (string? id in olderIds)
            {
                SendCancel(id);
            }
        }

        private void Send(UnderWay request)
        {
            if (request.Sent)
            {
                Guard(request, () => request.Handlers.OnRestart?.Invoke());
            }
            if (request.Ended)
            {
                return;
            }
            string id = (++_lastId).ToString(CultureInfo.InvariantCulture);
            _line.Send(request.Begin(id));
        }

        /// <summary>Sends it where there is a connection; otherwise the next greeting does.</summary>
        private void SendIfReady(UnderWay request)
        {
            request.RetryAt = null;
            if (!request.Ended && _line.IsReady)
            {
                Send(request);
            }
        }

        private void SendCancel(string? id)
        {
            if (id != null && _line.IsReady)
            {
                _line.Send(new CancelFrame(id).Encode());
            }
        }

        /// <summary>
        /// Ends the request that a fault without an id must be about: the largest of which nothing was heard.
        /// </summary>
        private void Blame(Complaint complaint)
        {
            UnderWay? largest = _requests.FindLargestUnheard();
            if (largest != null)
            {
                _requests.Fail(largest, complaint);
            }
        }

        private void TakePart(UnderWay request, PartFrame part)
        {
            if (part.Sequence != request.Sequence)
            {
                Mend(request);
                return;
            }
            request.Sequence++;
            Guard(request, () => request.Handlers.OnPart(part.Content));
        }

        private void TakeFailure(UnderWay request, Complaint complaint)
        {
            request.Id = null;
            if (complaint.Code == "busy" && request.Refusals < Backoff.BusyRetries)
            {
                request.RetryAt = _clock.Seconds + Backoff.BusyDelay(request.Refusals++, _random.NextDouble());
            }
            else if (complaint.Code == "unknown_image" && request.Image == ImageState.There)
            {
                request.Image = ImageState.Awaited;
                _listener.ImageWanted(request.FindImage(), complaint);
            }
            else
            {
                _requests.Fail(request, complaint);
            }
        }

        /// <summary>A part of the answer was lost: ask for it anew, once.</summary>
        private void Mend(UnderWay request)
        {
            string? id = request.Id;
            if (id == null)
            {
                return;
            }
            if (request.Faults++ > 0)
            {
                _requests.Fail(request, Complaint.Unreadable());
            }
            SendCancel(id);
            if (!request.Ended)
            {
                Send(request);
            }
        }

        /// <summary>Calls a handler. One that throws ends its own request and nothing else.</summary>
        private void Guard(UnderWay request, Action handler)
        {
            try
            {
                handler();
            }
            catch (Exception error)
            {
                string? id = request.Id;
                _requests.Fail(request, Complaint.Of(error));
                SendCancel(id);
            }
        }
    }
}
