using System;
using System.Collections.Generic;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using Tetrascope.Wording;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>Below the classes: the labels that are merged, and those that could be.</summary>
    internal sealed class MergingCards
    {
        private readonly VisualElement _rows;
        private readonly Label _words;
        private readonly Button _suggest;
        private StructureSession? _session;

        public MergingCards(VisualElement root)
        {
            _rows = root.Q<VisualElement>("merged-labels");
            _words = root.Q<Label>("merge-words");
            _suggest = root.Q<Button>("merge-suggest");
            _suggest.text = MergingWording.Suggest;
            _suggest.clicked += () => _session?.MergeSuggestions.Ask();
        }

        public void Follow(StructureSession session)
        {
            _session = session;
            session.Subject.Changed += Show;
            session.MergeSuggestions.Changed += Show;
            Show();
        }

        public void Unfollow(StructureSession session)
        {
            session.Subject.Changed -= Show;
            session.MergeSuggestions.Changed -= Show;
            _session = null;
        }

        private void Show()
        {
            StructureSession session = _session!;
            MergeSuggestions suggestions = session.MergeSuggestions;
            _rows.Clear();
            IReadOnlyList<MergedLabel> labels = session.Subject.Merging.Labels;
            for (int place = 0; place < labels.Count; place++)
            {
                MergedLabel label = labels[place];
                Add($"merged-{place}", MergingWording.Apart(label), () => suggestions.TakeApart(label));
            }
            SimilarClasses? found = suggestions.Found;
            for (int place = 0; place < found?.Groups.Count; place++)
            {
                SimilarGroup group = found.Groups[place];
                Add($"merge-{place}", MergingWording.Together(group), () => suggestions.Merge(group));
            }
            _words.text = found == null || found.Groups.Count > 0 ? "" : found.Explanation;
            _words.EnableInClassList("hidden", _words.text.Length == 0);
        }

        private void Add(string name, string words, Action act)
        {
            var button = new Button { name = name, text = words };
            button.clicked += act;
            _rows.Add(button);
        }
    }
}
