using System;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Masks;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    /// <summary>What the picture of the cluster that is open is made of, and what else could stand for it.</summary>
    public sealed class Portrait
    {
        private readonly string _slot;
        private readonly ServerConnection _server;
        private readonly Subject _subject;
        private readonly Display _display;
        private readonly MaskEdits _masks;
        private readonly Answers _answers;
        private readonly Maps _maps;
        private RequestKey _asked;

        internal Portrait(
            string slot,
            ServerConnection server,
            Subject subject,
            Display display,
            MaskEdits masks,
            Answers answers,
            Maps maps)
        {
            _slot = $"{slot}-portrait";
            _server = server;
            _subject = subject;
            _display = display;
            _masks = masks;
            _answers = answers;
            _maps = maps;
        }

        /// <summary>It has come, or is dropped.</summary>
        public event Action? Changed;

        /// <summary>Of the cluster that is open; null where none is, and before it has come.</summary>
        public Components? Components { get; private set; }

        /// <summary>
        /// Asks where another cluster is open, or another image is shown; to be called when maps or answers change.
        /// </summary>
        public void Follow()
        {
            ComponentsRequest? body = Wanted();
            if (body == null)
            {
                if (_maps.OpenCluster == null)
                {
                    Drop();
                }
                return;
            }
            var key = new RequestKey(body);
            if (key.Equals(_asked))
            {
                return;
            }
            Drop();
            _asked = key;
            var asking = new Asking<Components>(answer =>
            {
                if (key.Equals(_asked))
                {
                    Components = answer;
                    Changed?.Invoke();
                }
            })
            {
                Slot = _slot,
                OnFailed = _ => { }, // what is wrong with the image or the network is said where its maps are asked for
            };
            _server.Ask(Operations.Components, body, asking);
        }

        private void Drop()
        {
            bool changes = Components != null;
            _asked = default;
            Components = null;
            if (changes)
            {
                Changed?.Invoke();
            }
        }

        /// <summary>What to ask for; null where no cluster is open, or columns may be of an earlier image.</summary>
        private ComponentsRequest? Wanted()
        {
            MaskedImage? masked = MaskedImage.Of(_subject, _masks.All, _masks.Fill);
            return masked != null
                && _maps.Layer is Layer layer
                && _maps.OpenCluster is int cluster
                && cluster < (_maps.Clusters?.Count ?? 0)
                && !_answers.Pending
                ? masked.Components(
                    layer.Name, cluster, _display.ClusterCount, _display.Criterion, _display.Groups)
                : null;
        }
    }
}
