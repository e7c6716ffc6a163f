using System;
using System.Collections.Generic;
using Tetrascope.Wording;

namespace Tetrascope.Tutorial
{
    /// <summary>The tutorial: closed, the list of all topics with what is looked for in it, or one topic.</summary>
    public sealed class Help
    {
        private string? _openId;
        private string _query = "";

        /// <summary>It shows something else.</summary>
        public event Action? Changed;

        /// <summary>
        /// Every topic, in the order in which a list has them; those of a group follow upon one another.
        /// </summary>
        public static IReadOnlyList<Topic> Topics { get; } = InGroups(Wording.Topics.All, ClientTopics.All);

        /// <summary>Whether it is open.</summary>
        public bool IsOpen => _openId != null;

        /// <summary>The topic that is open; null for the list, and while it is closed.</summary>
        public Topic? Open => _openId == null ? null : Of(_openId);

        /// <summary>What is looked for in the list.</summary>
        public string Query
        {
            get => _query;
            set
            {
                _query = value;
                Changed?.Invoke();
            }
        }

        /// <summary>The topic of a name; null where there is none.</summary>
        public static Topic? Of(string id)
        {
            foreach (Topic topic in Topics)
            {
                if (topic.Id == id)
                {
                    return topic;
                }
            }

            return null;
        }

        /// <summary>
        /// The topics that hold every word of a text in their title, group or text; all where it is empty.
        /// </summary>
        /// <param name="query">Words, large or small.</param>
        /// <param name="hand">What the person points with: topics are read in its words.</param>
        public static IReadOnlyList<Topic> Find(string query, PointingHand hand)
        {
            string[] words = query.Split(new[] { ' ', '\t' }, StringSplitOptions.RemoveEmptyEntries);
            var found = new List<Topic>();
            foreach (Topic topic in Topics)
            {
                string text = $"{topic.Title} {topic.Group} {string.Join(" ", topic.Text)}";
                string read = HandWords.Worded(text, hand);
                if (Array.TrueForAll(words, word => read.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0))
                {
                    found.Add(topic);
                }
            }

            return found;
        }

        /// <summary>Opens a topic, or the list where there is none of this name.</summary>
        public void Show(string id = "")
        {
            _openId = id;
            Changed?.Invoke();
        }

        /// <summary>Closes it; the next time it opens with the whole list.</summary>
        public void Close()
        {
            _openId = null;
            _query = "";
            Changed?.Invoke();
        }

        private static IReadOnlyList<Topic> InGroups(params IReadOnlyList<Topic>[] lists)
        {
            var sorted = new List<Topic>();
            foreach (IReadOnlyList<Topic> list in lists)
            {
                foreach (Topic topic in list)
                {
                    int last = sorted.FindLastIndex(other => other.Group == topic.Group);
                    sorted.Insert(last < 0 ? sorted.Count : last + 1, topic);
                }
            }

            return sorted;
        }
    }
}
