using System;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    /// <summary>The superpixels of a session's input, asked for when they are first looked at.</summary>
    public sealed class Superpixelling
    {
        private const int MaxKept = 6;

        private readonly string _slot;
        private readonly ServerConnection _server;
        private readonly Subject _subject;
        private readonly KeptAnswers<Superpixels> _kept;

        internal Superpixelling(string slot, ServerConnection server, Subject subject)
        {
            _slot = $"{slot}-superpixels";
            _server = server;
            _subject = subject;
            _kept = new KeptAnswers<Superpixels>(MaxKept, () => Changed?.Invoke());
        }

        /// <summary>They have come, or could not be had.</summary>
        public event Action? Changed;

        /// <summary>The present image in about so many pieces.</summary>
        public Loadable<Superpixels> Of(int segments)
        {
            if (_subject.Image == null || _subject.NetworkId == null)
            {
                return Loadable<Superpixels>.Idle;
            }
            var body = new SuperpixelsRequest(
                _subject.Image.ImageId,
                _subject.NetworkId,
                _subject.Fitting.RequestedFit,
                _subject.Fitting.RequestedCropAt,
                segments);
            return _kept.Of($"{_subject.Key} {segments}", asking =>
            {
                asking.Slot = _slot;
                _server.Ask(Operations.Superpixels, body, asking);
            });
        }

        /// <summary>Asks again, where they could not be had.</summary>
        internal void Retry()
        {
            _kept.Retry();
        }
    }
}
