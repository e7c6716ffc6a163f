using System;
using System.Collections.Generic;
using Tetrascope.Protocol;

namespace Tetrascope.Choice
{
    /// <summary>Which of a network's classes are told as one label, for each network.</summary>
    public sealed class Merging
    {
        private readonly Action _changed;
        private readonly Dictionary<string, IReadOnlyList<MergedLabel>> _chosen =
            new Dictionary<string, IReadOnlyList<MergedLabel>>();
        private readonly Stack<(string, IReadOnlyList<MergedLabel>)> _before =
            new Stack<(string, IReadOnlyList<MergedLabel>)>();
        private string? _networkId;
        private NetworkDescription? _network;

        internal Merging(Action changed)
        {
            _changed = changed;
        }

        /// <summary>What a network begins with, by its id; null for no labels.</summary>
        public Func<string, IReadOnlyList<MergedLabel>>? Beginning { get; set; }

        /// <summary>What is chosen for the present network, whether or not it fits.</summary>
        public IReadOnlyList<MergedLabel> Wanted => Chosen(_networkId);

        /// <summary>The merged labels in use: of those chosen for the present network all that fit it.</summary>
        public IReadOnlyList<MergedLabel> Labels { get; private set; } = MergedLabels.None;

        /// <summary>Whether some are chosen and the network's classes are not known yet.</summary>
        public bool IsPending => _network == null && Chosen(_networkId).Count > 0;

        /// <summary>Whether there is something to undo.</summary>
        public bool CanUndo => _before.Count > 0;

        /// <summary>Merges for the network that is chosen now; no labels for none.</summary>
        public void Take(IReadOnlyList<MergedLabel> labels)
        {
            if (_networkId != null)
            {
                _before.Push((_networkId, Chosen(_networkId)));
                Set(_networkId, labels);
            }
        }

        /// <summary>Goes back to what was before the last <see cref="Take"/>.</summary>
        public void Undo()
        {
            if (_before.Count > 0)
            {
                (string networkId, IReadOnlyList<MergedLabel> labels) = _before.Pop();
                Set(networkId, labels);
            }
        }

        /// <summary>Merges for a network, as a study has it: nothing that could be undone.</summary>
        public void Begin(string networkId, IReadOnlyList<MergedLabel> labels)
        {
            _before.Clear();
            Set(networkId, labels);
        }

        /// <summary>It is about another network, or more is known of it.</summary>
        internal void Follow(string? networkId, NetworkDescription? network)
        {
            if (networkId == _networkId && network == _network)
            {
                return;
            }
            _networkId = networkId;
            _network = network;
            Fit();
        }

        private void Set(string networkId, IReadOnlyList<MergedLabel> labels)
        {
            _chosen[networkId] = labels;
            Fit();
            _changed();
        }

        private void Fit()
        {
            IReadOnlyList<MergedLabel> chosen = Chosen(_networkId);
            Labels = chosen.Count == 0 || _network == null
                ? MergedLabels.None
                : MergedLabels.ThatFit(chosen, _network.ClassNames);
        }

        private IReadOnlyList<MergedLabel> Chosen(string? networkId)
        {
            if (networkId == null)
            {
                return MergedLabels.None;
            }
            if (!_chosen.TryGetValue(networkId, out IReadOnlyList<MergedLabel> labels))
            {
                labels = Beginning?.Invoke(networkId) ?? MergedLabels.None;
                _chosen[networkId] = labels;
            }
            return labels;
        }
    }
}
