using System;
using System.Collections.Generic;
using Tetrascope.Connection;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    /// <summary>One of the images that a layer is shown over, with what the network makes of it.</summary>
    public sealed class RowImage
    {
        private readonly List<ClusterChange> _changes = new List<ClusterChange>();

        internal RowImage(Candidate image, LayersRequest question)
        {
            Image = image;
            Question = question;
            Key = new RequestKey(question);
        }

        /// <summary>The image.</summary>
        public Candidate Image { get; internal set; }

        /// <summary>How far its answer is.</summary>
        public LoadState State { get; private set; } = LoadState.Idle;

        /// <summary>The ten most probable classes; null before they are here.</summary>
        public IReadOnlyList<ClassScore>? Classes { get; private set; }

        /// <summary>The layer in clusters of the original; null before it is here.</summary>
        public ClusteredLayer? Column { get; private set; }

        /// <summary>How much each cluster changed; empty of the original, which everything is compared with.</summary>
        public IReadOnlyList<ClusterChange> Changes => _changes;

        /// <summary>Why there is no answer.</summary>
        public Complaint? Complaint { get; private set; }

        internal LayersRequest Question { get; }

        internal RequestKey Key { get; }

        /// <summary>
        /// What has become of the most probable class of the <paramref name="original"/>: its probability then and now,
        /// and whether it is among the ten no more, so that this is only what it is at most. Null before both are here.
        /// </summary>
        public (ClassScore Before, double Now, bool AtMost)? FallFrom(RowImage original)
        {
            if (!(original.Classes is IReadOnlyList<ClassScore> first) || !(Classes is IReadOnlyList<ClassScore> now))
            {
                return null;
            }
            foreach (ClassScore score in now)
            {
                if (score.Label.Index == first[0].Label.Index)
                {
                    return (first[0], score.Probability, false);
                }
            }
            return (first[0], now[now.Count - 1].Probability, true);
        }

        internal void Begin()
        {
            State = LoadState.Loading;
        }

        internal void Take(Layers answer)
        {
            State = LoadState.Ready;
            Classes = answer.Predictions.Classes;
            Column = answer.Items[0];
            _changes.Clear();
            foreach (Cluster cluster in Column.Clusters)
            {
                if (cluster.Difference is Tensor difference)
                {
                    _changes.Add(ClusterChange.Of(difference));
                }
            }
        }

        internal void Fail(Complaint complaint)
        {
            State = LoadState.Failed;
            Complaint = complaint;
        }

        /// <summary>It is to be asked for again, where it is not here.</summary>
        internal void Forget()
        {
            if (State != LoadState.Ready)
            {
                State = LoadState.Idle;
                Complaint = null;
            }
        }
    }
}
