using System.Collections.Generic;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    /// <summary>How the parts that come on the stream become the answer that HTTP gives as one whole.</summary>
    internal static class AnswerFold
    {
        /// <summary>The answer with one more part; null while it is not yet known.</summary>
        public static TAnswer? With<TAnswer>(TAnswer? before, Part part)
            where TAnswer : Message
        {
            Message? answer = part;
            if (typeof(TAnswer) == typeof(Layers))
            {
                answer = With((Message?)before as Layers, part);
            }
            else if (typeof(TAnswer) == typeof(Ablations))
            {
                answer = With((Message?)before as Ablations, part);
            }
            // Where the last part is the answer itself, those before it are no answer yet.
            return answer as TAnswer ?? before;
        }

        private static Layers? With(Layers? before, Part part)
        {
            switch (part)
            {
                case Predictions predictions:
                    return new Layers(predictions, new List<ClusteredLayer>());
                case ClusteredLayer layer when before != null:
                    return new Layers(before.Predictions, new List<ClusteredLayer>(before.Items) { layer });
                default:
                    return before;
            }
        }

        private static Ablations? With(Ablations? before, Part part)
        {
            switch (part)
            {
                case AblationBaseline baseline:
                    return new Ablations(baseline, new List<AblatedLayer>());
                case AblatedLayer layer when before != null:
                    return new Ablations(before.Baseline, new List<AblatedLayer>(before.Layers) { layer });
                default:
                    return before;
            }
        }
    }
}
