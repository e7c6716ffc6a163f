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
                AddName($"merged-{place}-name", label);
                Add($"merged-{place}", MergingWording.Apart(label), () => suggestions.TakeApart(label));
            }
            SimilarClasses? found = suggestions.Found;
            for (int place = 0; place < found?.Groups.Count; place++)
            {
                SimilarGroup group = found.Groups[place];
                Add($"merge-{place}", MergingWording.Together(group), () => suggestions.Merge(group));
            }
            Say(found == null || found.Groups.Count > 0 ? "" : found.Explanation);
        }

        private void Say(string words)
        {
            _words.text = words;
            _words.EnableInClassList("hidden", words.Length == 0);
        }

        /// <summary>A label's name, which is taken when it is typed to the end, or why it cannot be.</summary>
        private void AddName(string name, MergedLabel label)
        {
            var row = new VisualElement();
            row.AddToClassList("row");
            row.AddToClassList("merged-name");
            row.Add(new Label(MergingWording.Name));
            var field = new TextField { name = name, maxLength = MergedLabel.MaxNameLength, isDelayed = true };
            field.AddToClassList("wide");
            field.SetValueWithoutNotify(label.Name);
            field.RegisterValueChangedCallback(
                typed => Say(_session?.MergeSuggestions.Rename(label, typed.newValue) ?? ""));
            row.Add(field);
            _rows.Add(row);
        }

        private void Add(string name, string words, Action act)
        {
            var button = new Button { name = name, text = words };
            button.clicked += act;
            _rows.Add(button);
        }
    }
}
