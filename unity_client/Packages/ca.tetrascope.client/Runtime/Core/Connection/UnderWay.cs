using Tetrascope.Protocol;
using Tetrascope.Saved;

namespace Tetrascope.Connection
{
    /// <summary>
    /// One request from its beginning to its end, over as many connections as it takes. It ends exactly once; whoever
    /// asked is told at the end of the next update.
    /// </summary>
    internal sealed class UnderWay
    {
        private readonly AnalysisRequest _body;
        private Ending? _ending;
        private Complaint? _complaint;

        public UnderWay(AnalysisRequest body, RequestHandlers handlers)
        {
            _body = body;
            Handlers = handlers;
        }

        public RequestHandlers Handlers { get; }

        /// <summary>Its id on the present connection; null while it waits for one, or for a busy server.</summary>
        public string? Id { get; set; }

        /// <summary>Bytes of its frame, once sent.</summary>
        public int Size { get; private set; }

        /// <summary>Whether it was ever sent.</summary>
        public bool Sent { get; private set; }

        /// <summary>Whether the server said anything about it on this connection.</summary>
        public bool Heard { get; set; }

        /// <summary>The next part's <c>sequence</c>.</summary>
        public int Sequence { get; set; }

        /// <summary>Connections lost since the server last said anything about it.</summary>
        public int Losses { get; set; }

        /// <summary>Parts of it that were lost or could not be read.</summary>
        public int Faults { get; set; }

        /// <summary>How often the server was too busy for it.</summary>
        public int Refusals { get; set; }

        public ImageState Image { get; set; }

        /// <summary>
        /// When it is sent again because a busy server may have room; null where it does not wait for that.
        /// </summary>
        public double? RetryAt { get; set; }

        public bool Ended => _ending != null || _complaint != null;

        /// <summary>The image that it is about, found by what every request calls it; empty for none.</summary>
        public string FindImage()
        {
            return Answered.ImageOf(_body) ?? "";
        }

        /// <summary>It is to be sent under a new id, from its beginning: the frame.</summary>
        public byte[] Begin(string id)
        {
            byte[] frame = new RequestFrame(id, _body.Operation, _body, Handlers.Slot).Encode();
            RetryAt = null;
            Id = id;
            Size = frame.Length;
            Sequence = 0;
            Heard = false;
            Sent = true;
            return frame;
        }

        /// <summary>It has ended, where it had not before.</summary>
        public void End(Ending ending)
        {
            if (!Ended)
            {
                _ending = ending;
            }
        }

        /// <summary>It has failed, where it had not ended before.</summary>
        public void Fail(Complaint complaint)
        {
            if (!Ended)
            {
                _complaint = complaint;
            }
        }

        /// <summary>Tells whoever asked how it ended.</summary>
        public void Tell()
        {
            if (_complaint != null)
            {
                Handlers.OnFailed(_complaint);
            }
            else if (_ending != null)
            {
                Handlers.OnEnded(_ending.Value);
            }
        }
    }
}
