using System.Collections.Generic;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    /// <summary>A request that a test has made, what it was told of the answer, and how it ended.</summary>
    internal sealed class Asked
    {
        public List<string> Told { get; } = new List<string>();

        /// <summary><c>done</c>, <c>stopped</c> or the code of what went wrong; one at most.</summary>
        public List<string> Ends { get; } = new List<string>();

        public Complaint? Complaint { get; private set; }

        public Running? Running { get; set; }

        public Asking<Layers> Asking(string? slot)
        {
            return new Asking<Layers>(_ => Ends.Add("done"))
            {
                Slot = slot,
                OnPart = part => Told.Add(part.Kind),
                OnProgress = progress => Told.Add($"{progress.Done}/{progress.Total}"),
                OnRestart = () => Told.Add("restart"),
                OnStopped = () => Ends.Add("stopped"),
                OnFailed = complaint =>
                {
                    Complaint = complaint;
                    Ends.Add(complaint.Code);
                },
            };
        }
    }
}
