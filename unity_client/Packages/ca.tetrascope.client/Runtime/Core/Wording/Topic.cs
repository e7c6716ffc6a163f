using System.Collections.Generic;

namespace Tetrascope.Wording
{
    /// <summary>A tutorial panel: what one element is and how to use it.</summary>
    public sealed class Topic
    {
        internal Topic(
            string id, string title, string group, IReadOnlyList<string> text, IReadOnlyList<string> see)
        {
            Id = id;
            Title = title;
            Group = group;
            Text = text;
            See = see;
        }

        /// <summary>The name by which an element asks for it.</summary>
        public string Id { get; }

        /// <summary>Its title.</summary>
        public string Title { get; }

        /// <summary>The heading under which a help lists it.</summary>
        public string Group { get; }

        /// <summary>Plain sentences, in paragraphs; to be shown by <see cref="HandWords.Worded"/>.</summary>
        public IReadOnlyList<string> Text { get; }

        /// <summary>Ids of topics that help to understand this one.</summary>
        public IReadOnlyList<string> See { get; }
    }
}
