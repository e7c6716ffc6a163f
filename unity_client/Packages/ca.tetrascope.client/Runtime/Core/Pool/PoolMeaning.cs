using Tetrascope.Choice;
using Tetrascope.Protocol;
using Tetrascope.Wording;

namespace Tetrascope.Pool
{
    /// <summary>What a session's labels and corners mean, and what they are called.</summary>
    public sealed class PoolMeaning
    {
        private readonly Subject _subject;
        private readonly PoolRun _run;

        internal PoolMeaning(Subject subject, PoolRun run)
        {
            _subject = subject;
            _run = run;
        }

        /// <summary>Whether the network's labels are independent, rather than exclude each other.</summary>
        public bool Independent => _subject.Network?.Summary.Output.Kind == NetworkOutputKindNames.Independent;

        /// <summary>How many labels stand at corners: "four".</summary>
        public string CornerCount => PoolWording.CornerCount(_run.Corners);

        /// <summary>What they span: "tetrahedron".</summary>
        public string Body => PoolWording.Body(_run.Corners);

        /// <summary>Where a label stands: at an "end" of a segment, else at a "corner".</summary>
        public string Corner => PoolWording.Corner(_run.Corners);

        /// <summary>Whether the network knows labels that stand at no corner.</summary>
        public bool OthersExist => (_subject.Network?.Summary.ClassCount ?? int.MaxValue) > _run.Corners;

        /// <summary>What kept means, in words that end a sentence.</summary>
        public string Kept =>
            PoolWording.MeaningOfKept(_run.Pool?.Original.Label, _run.Pool?.Examined, Independent);

        /// <summary>What changed means, likewise.</summary>
        public string Changed =>
            PoolWording.MeaningOfChanged(_run.Pool?.Original.Label, _run.Pool?.Examined, Independent);

        /// <summary>
        /// Of a label at a vertex: its mean over the pool, and whether it is the answer for the whole image, or the one
        /// examined.
        /// </summary>
        public string MeanOf(PoolVertex vertex)
        {
            PoolSoFar? pool = _run.Pool;
            string? role = pool == null
                ? null
                : PoolWording.Role(
                    vertex.Label.Index, pool.Original.Label.Index, pool.Examined.Label.Index, Independent);
            return PoolWording.VertexMean(vertex, role);
        }
    }
}
