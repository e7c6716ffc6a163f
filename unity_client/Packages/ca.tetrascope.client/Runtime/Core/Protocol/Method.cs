namespace Tetrascope.Protocol
{
    /// <summary>One of several ways to do something, of which a request names one.</summary>
    public sealed class Method
    {
        internal Method(string name, string title, string meaning)
        {
            Name = name;
            Title = title;
            Meaning = meaning;
        }

        /// <summary>What requests call it.</summary>
        public string Name { get; }

        /// <summary>What a person calls it.</summary>
        public string Title { get; }

        /// <summary>What it does, as a part of a sentence.</summary>
        public string Meaning { get; }
    }
}
