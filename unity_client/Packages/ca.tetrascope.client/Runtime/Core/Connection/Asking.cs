using System;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    /// <summary>
    /// What to do while an answer comes. All is called within <see cref="ServerConnection.Update"/>, and nothing once
    /// the request has ended.
    /// </summary>
    public sealed class Asking<TAnswer>
        where TAnswer : Message
    {
        /// <summary>Makes one for the whole answer; the rest may be set.</summary>
        public Asking(Action<TAnswer> onAnswer)
        {
            OnAnswer = onAnswer;
        }

        /// <summary>The whole answer is here; the last that is called.</summary>
        public Action<TAnswer> OnAnswer { get; }

        /// <summary>
        /// A newer request of the same slot supersedes an older one; null for one that is never superseded.
        /// </summary>
        public string? Slot { get; set; }

        /// <summary>A part of the answer: one of the messages that the guide lists for the operation.</summary>
        public Action<Part>? OnPart { get; set; }

        /// <summary>How far it is.</summary>
        public Action<Progress>? OnProgress { get; set; }

        /// <summary>
        /// The answer begins anew, because the connection or the image was lost: forget the parts so far.
        /// </summary>
        public Action? OnRestart { get; set; }

        /// <summary>It was cancelled, or superseded by a newer request of its slot; the last that is called.</summary>
        public Action? OnStopped { get; set; }

        /// <summary>It could not be answered; the last that is called.</summary>
        public Action<Complaint>? OnFailed { get; set; }
    }
}
