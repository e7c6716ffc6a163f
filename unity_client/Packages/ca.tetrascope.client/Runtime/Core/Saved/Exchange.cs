using System.Collections.Generic;
using Tetrascope.Protocol;

namespace Tetrascope.Saved
{
    /// <summary>A question to the server, and all parts of its answer.</summary>
    public sealed class Exchange
    {
        internal Exchange(AnalysisRequest body, IReadOnlyList<Part> parts)
        {
            Body = body;
            Parts = parts;
        }

        /// <summary>What was asked.</summary>
        public AnalysisRequest Body { get; }

        /// <summary>What was answered.</summary>
        public IReadOnlyList<Part> Parts { get; }
    }
}
