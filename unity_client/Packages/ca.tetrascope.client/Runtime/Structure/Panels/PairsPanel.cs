using System;
using System.Collections.Generic;
using System.Linq;
using Tetrascope.Beside;
using Tetrascope.Connection;
using Tetrascope.Masks;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// The pools of both networks: whose answer the same masks change, their copies, and which pixels matter to both.
    /// </summary>
    public sealed class PairsPanel : StructurePart
    {
        private static readonly Outcome[] Outcomes = (Outcome[])Enum.GetValues(typeof(Outcome));

        private readonly Dictionary<VisualElement, PairRow> _rows = new Dictionary<VisualElement, PairRow>();
        private readonly Button[] _outcomes = new Button[Outcomes.Length];
        private VisualElement _panel = null!;
        private VisualElement _waiting = null!;
        private VisualElement _both = null!;
        private Label _stateOfA = null!;
        private Label _stateOfB = null!;
        private ProgressBar _progress = null!;
        private Button _retry = null!;
        private Label _summary = null!;
        private Label _title = null!;
        private Label _note = null!;
        private ListView _list = null!;
        private PairedMapsView _maps = null!;
        private BesideRow _changing = null!;
        private BesideRow _smallest = null!;
        private IReadOnlyList<PairedCopies>? _all;
        private List<PairedCopies> _shown = new List<PairedCopies>();
        private PoolPair? _pools;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _panel = root.Q<VisualElement>("pairs");
            _waiting = _panel.Q<VisualElement>("pairs-waiting");
            _both = _panel.Q<VisualElement>("pairs-both");
            _stateOfA = _panel.Q<Label>("pairs-state-a");
            _stateOfB = _panel.Q<Label>("pairs-state-b");
            _progress = _panel.Q<ProgressBar>("pairs-progress");
            _retry = _panel.Q<Button>("pairs-retry");
            _summary = _panel.Q<Label>("pairs-summary");
            _title = _panel.Q<Label>("pairs-title");
            _note = _panel.Q<Label>("pairs-note");
            _list = _panel.Q<ListView>("pairs-list");
            _maps = new PairedMapsView(_panel);
            _panel.Q<Label>("pairs-windows").text = PairsWording.Windows;
            ReadyFacts(_panel.Q<VisualElement>("pairs-facts"));
            for (int place = 0; place < Outcomes.Length; place++)
            {
                Outcome outcome = Outcomes[place];
                _outcomes[place] = _panel.Q<Button>("outcome-" + outcome.ToString().ToLowerInvariant());
                _outcomes[place].clicked += () => Session.SideBySide.Pools.Choose(outcome);
            }

            _list.makeItem = Make;
            _list.bindItem = (element, index) => _rows[element].Show(_shown[index], _pools!);
            _retry.clicked += () => Session.Retry();
            root.Q<Button>("pairs-open").clicked += () => Session.SideBySide.Pools.IsOpen = true;
            _panel.Q<Button>("pairs-close").clicked += () => Session.SideBySide.Pools.IsOpen = false;
        }

        /// <inheritdoc/>
        protected override void Follow(StructureSession session)
        {
            session.SideBySide.Pools.Changed += Show;
            Show();
        }

        /// <inheritdoc/>
        protected override void Unfollow(StructureSession session)
        {
            session.SideBySide.Pools.Changed -= Show;
        }

        /// <inheritdoc/>
        protected override void OnDestroy()
        {
            base.OnDestroy();
            _maps?.Dispose();
            _pools?.Dispose();
        }

        private void ReadyFacts(VisualElement place)
        {
            new BesideRow(place, "pairs-head").Show("", "A", "B");
            _changing = new BesideRow(place, "pairs-changing");
            _smallest = new BesideRow(place, "pairs-smallest");
        }

        private void Show()
        {
            PoolsBeside pools = Session.SideBySide.Pools;
            _panel.EnableInClassList("hidden", !pools.IsOpen);
            if (!pools.IsOpen)
            {
                return;
            }

            bool known = pools.All != null;
            _waiting.EnableInClassList("hidden", known);
            _both.EnableInClassList("hidden", !known);
            if (known)
            {
                ShowPairs(pools);
            }
            else
            {
                ShowWaiting(pools.A, pools.B);
            }
        }

        private void ShowWaiting(Loadable<Protocol.Pool> a, Loadable<Protocol.Pool> b)
        {
            bool failed = a.State == LoadState.Failed || b.State == LoadState.Failed;
            _stateOfA.text = PairsWording.Waiting("A", a) ?? "";
            _stateOfB.text = PairsWording.Waiting("B", b) ?? "";
            _stateOfA.EnableInClassList("hidden", _stateOfA.text.Length == 0);
            _stateOfB.EnableInClassList("hidden", _stateOfB.text.Length == 0);
            _retry.EnableInClassList("hidden", !failed);
            _progress.EnableInClassList("hidden", failed);
            Progress? progress = a.Progress ?? b.Progress;
            _progress.highValue = progress?.Total ?? 1;
            _progress.value = progress?.Done ?? 0;
        }

        private void ShowPairs(PoolsBeside pools)
        {
            if (!ReferenceEquals(pools.All, _all))
            {
                _all = pools.All;
                ShowPools(pools);
            }

            _shown = pools.Shown().ToList();
            for (int place = 0; place < Outcomes.Length; place++)
            {
                _outcomes[place].text = Words.Whole(pools.Count(Outcomes[place]));
                _outcomes[place].EnableInClassList("chosen", Outcomes[place] == pools.Outcome);
            }

            _title.text = PairsWording.Title(_shown.Count, pools.Outcome);
            _note.text = _shown.Count > 0 ? PairsWording.Largest : "";
            _list.itemsSource = _shown;
            _list.RefreshItems();
        }

        /// <summary>What both pools tell, whatever outcome is chosen.</summary>
        private void ShowPools(PoolsBeside pools)
        {
            (Protocol.Pool a, Protocol.Pool b) = (pools.A.Value!, pools.B.Value!);
            _pools?.Dispose();
            _pools = new PoolPair(a, b);
            _summary.text = PairsWording.Summary(
                _all!.Count, pools.Count(Outcome.Neither), pools.Count(Outcome.Both));
            bool alike = Session.SideBySide.Labels?.IsSameLabel(a.Examined.Label, b.Examined.Label) == true;
            _maps.Show(pools.Maps, a, b, alike);
            (int changedOfA, int? smallestOfA) = Pairs.Fragility(a);
            (int changedOfB, int? smallestOfB) = Pairs.Fragility(b);
            _changing.Show(
                PairsWording.Changing, Of(changedOfA, a.Images.Count), Of(changedOfB, b.Images.Count));
            _smallest.Show(
                PairsWording.Smallest, PairsWording.SmallestOf(smallestOfA, a.Image),
                PairsWording.SmallestOf(smallestOfB, b.Image));
        }

        private static string Of(int some, int all) => $"{Words.Whole(some)} of {Words.Whole(all)}";

        private VisualElement Make()
        {
            var row = new PairRow(Lay);
            _rows[row.Element] = row;
            return row.Element;
        }

        /// <summary>Both networks are shown under the mask of a pair.</summary>
        private void Lay(PairedCopies pair)
        {
            Session.SideBySide.Pools.IsOpen = false;
            Session.Masks.Open(new[] { new PlacedMask(pair.One.Mask) });
        }
    }
}
