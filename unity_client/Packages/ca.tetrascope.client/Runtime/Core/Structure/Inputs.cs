using System;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Masks;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    /// <summary>What enters a session's network: the image as its input, and what shows through masks.</summary>
    public sealed class Inputs
    {
        /// <summary>Inputs kept; one is about 300 kB.</summary>
        private const int MaxKept = 12;

        private readonly ServerConnection _server;
        private readonly Subject _subject;
        private readonly MaskEdits _masks;
        private readonly KeptAnswers<Input> _kept;
        private string? _latestKey;
        private Input? _latest;

        internal Inputs(ServerConnection server, Subject subject, MaskEdits masks)
        {
            _server = server;
            _subject = subject;
            _masks = masks;
            _kept = new KeptAnswers<Input>(MaxKept, () => Changed?.Invoke());
        }

        /// <summary>One has come, or could not be had.</summary>
        public event Action? Changed;

        /// <summary>The input with the fill that is chosen.</summary>
        public Loadable<Input> Present => WithFill(_masks.Fill);

        /// <summary>
        /// The last input that came, kept in sight while one with another fill is on its way; null for none.
        /// </summary>
        public Input? Latest => _latestKey == _subject.Key ? _latest : null;

        /// <summary>The input and what shows through a mask with this fill; asked for where it is not here.</summary>
        public Loadable<Input> WithFill(string fill)
        {
            if (_subject.Image == null || _subject.NetworkId == null)
            {
                return Loadable<Input>.Idle;
            }
            var body = new InputsRequest(
                _subject.Image.ImageId,
                _subject.NetworkId,
                _subject.Fitting.RequestedFit,
                _subject.Fitting.RequestedCropAt,
                fill);
            return _kept.Of($"{_subject.Key} {fill}", asking => _server.Ask(Operations.Inputs, body, asking));
        }

        /// <summary>Asks for the present one, and keeps it in sight.</summary>
        internal void Follow()
        {
            Loadable<Input> input = Present;
            if (input.Value != null)
            {
                _latest = input.Value;
                _latestKey = _subject.Key;
            }
        }

        /// <summary>Asks again for inputs that could not be had.</summary>
        internal void Retry()
        {
            _kept.Retry();
        }
    }
}
