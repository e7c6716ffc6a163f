using System;
using System.Collections.Generic;
using System.Linq;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    /// <summary>Which of the classes on the screen could be told as one label.</summary>
    public sealed class MergeSuggestions
    {
        private readonly string _slot;
        private readonly ServerConnection _server;
        private readonly Subject _subject;
        private readonly Answers _answers;
        private RequestKey _asked;

        internal MergeSuggestions(string slot, ServerConnection server, Subject subject, Answers answers)
        {
            _slot = $"{slot}-similar-classes";
            _server = server;
            _subject = subject;
            _answers = answers;
        }

        /// <summary>They have come, or are dropped.</summary>
        public event Action? Changed;

        /// <summary>
        /// What the server says of the classes that were shown when it was asked; null before, and for another image or
        /// other merged labels.
        /// </summary>
        public SimilarClasses? Found { get; private set; }

        /// <summary>Asks about the classes that are shown now.</summary>
        public void Ask()
        {
            SimilarClassesRequest? body = Wanted();
            if (body == null)
            {
                return;
            }
            var key = new RequestKey(body);
            _asked = key;
            _server.Ask(Operations.SimilarClasses, body, new Asking<SimilarClasses>(answer =>
            {
                if (key.Equals(_asked))
                {
                    Found = answer;
                    Changed?.Invoke();
                }
            })
            {
                Slot = _slot,
                OnFailed = _ => { }, // the button stays, to ask again
            });
        }

        /// <summary>Tells the classes of a group as one label.</summary>
        public void Merge(SimilarGroup group)
        {
            var merged = new MergedLabel(NameOf(group), group.Classes.Select(label => label.Index).ToArray());
            _subject.Merging.Take(_subject.Merging.Labels.Append(merged).ToArray());
            Drop();
        }

        /// <summary>Tells the classes of a merged label by themselves again.</summary>
        public void TakeApart(MergedLabel label)
        {
            _subject.Merging.Take(_subject.Merging.Labels.Where(other => other != label).ToArray());
            Drop();
        }

        /// <summary>
        /// Gives a merged label another name. Why it cannot have that one; null where it has it now.
        /// </summary>
        public string? Rename(MergedLabel label, string name)
        {
            string tidy = name.Trim();
            List<MergedLabel> labels = _subject.Merging.Labels.ToList();
            int place = labels.IndexOf(label);
            if (place < 0 || tidy == label.Name)
            {
                return null;
            }
            IReadOnlyList<string> classNames = _subject.Network?.ClassNames ?? Array.Empty<string>();
            string? problem = MergedLabels.NameProblem(tidy, labels, classNames, place);
            if (problem == null)
            {
                labels[place] = new MergedLabel(tidy, label.Classes);
                _subject.Merging.Take(labels);
            }
            return problem;
        }

        /// <summary>
        /// What a group would be called: by a word that its names have in common, else by its first two.
        /// </summary>
        public static string NameOf(SimilarGroup group)
        {
            if (group.Name != null)
            {
                return group.Name;
            }
            string name = $"{group.Classes[0].Name} or {group.Classes[1].Name}";
            return name.Substring(0, Math.Min(name.Length, MergedLabel.MaxNameLength)).Trim();
        }

        private void Drop()
        {
            Found = null;
            _asked = default;
            Changed?.Invoke();
        }

        /// <summary>Null while nothing is shown, or fewer than two classes that are not merged.</summary>
        private SimilarClassesRequest? Wanted()
        {
            int count = _subject.Network?.ClassNames.Count ?? 0;
            List<int> classes = (_answers.Predictions?.Classes ?? Array.Empty<ClassScore>())
                .Select(score => score.Label.Index)
                .Where(index => index < count)
                .ToList();
            return _subject.Image == null || _subject.NetworkId == null || classes.Count < 2
                ? null
                : new SimilarClassesRequest(
                    _subject.Image.ImageId,
                    _subject.NetworkId,
                    _subject.Fitting.RequestedFit,
                    _subject.Fitting.RequestedCropAt,
                    classes);
        }
    }
}
