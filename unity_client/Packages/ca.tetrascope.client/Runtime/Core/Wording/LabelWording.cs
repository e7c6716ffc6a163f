using Tetrascope.Protocol;

namespace Tetrascope.Wording
{
    /// <summary>
    /// What is said of a label that is pointed at: its name, a number, and what it means where that is known.
    /// </summary>
    public static class LabelWording
    {
        /// <summary>Of a class of scene 1.</summary>
        public static string Of(ClassScore score) => Of(score.Label, Words.Percent(score.Probability));

        /// <summary>Of a label at a vertex of scene 2.</summary>
        /// <param name="vertex">The vertex.</param>
        /// <param name="role">See <see cref="PoolWording.Role"/>.</param>
        public static string Of(PoolVertex vertex, string? role) =>
            Of(vertex.Label, PoolWording.VertexMean(vertex, role));

        private static string Of(ClassLabel label, string number) =>
            label.Meaning == null ? $"{label.Name}\n{number}" : $"{label.Name}\n{number}\n{label.Meaning}";
    }
}
