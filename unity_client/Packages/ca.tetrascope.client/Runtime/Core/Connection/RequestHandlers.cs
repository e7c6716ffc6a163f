using System;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    /// <summary>
    /// What to do with the answer to a request of the stream. All is called within
    /// <see cref="StreamClient.Update"/>, and nothing once the request has ended.
    /// </summary>
    internal sealed class RequestHandlers
    {
        public RequestHandlers(Action<Part> onPart, Action<Ending> onEnded, Action<Complaint> onFailed)
        {
            OnPart = onPart;
            OnEnded = onEnded;
            OnFailed = onFailed;
        }

        /// <summary>A newer request of the same slot ends an older one as superseded; null for none.</summary>
        public string? Slot { get; set; }

        /// <summary>A part of the answer. Ignore kinds that you do not know.</summary>
        public Action<Part> OnPart { get; }

        /// <summary>It has ended without a failure; the last that is called.</summary>
        public Action<Ending> OnEnded { get; }

        /// <summary>It has failed; the last that is called.</summary>
        public Action<Complaint> OnFailed { get; }

        /// <summary>How far it is.</summary>
        public Action<Progress>? OnProgress { get; set; }

        /// <summary>
        /// The answer begins anew, because the connection or the image was lost: forget the parts so far.
        /// </summary>
        public Action? OnRestart { get; set; }
    }
}
