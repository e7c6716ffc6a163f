using Tetrascope.Wording;

namespace Tetrascope.Tutorial
{
    /// <summary>One stop of a tour: words beside what they speak of.</summary>
    public sealed class TourStop
    {
        internal TourStop(string target, string title, string text)
        {
            Target = target;
            Title = title;
            Text = text;
        }

        /// <summary>The name of the element or of the part of a scene that it speaks of.</summary>
        public string Target { get; }

        /// <summary>Its title.</summary>
        public string Title { get; }

        /// <summary>A few sentences, to be shown by <see cref="HandWords.Worded"/>.</summary>
        public string Text { get; }
    }
}
