using System;
using Tetrascope.Connection;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    /// <summary>One side of a comparison: an image, and what the network makes of it.</summary>
    public sealed class Side
    {
        private readonly string _name;
        private readonly string _slot;
        private readonly ServerConnection _server;
        private readonly Action _changed;
        private RequestKey _askedLayers;
        private RequestKey _askedMaps;
        private Running? _layersRunning;
        private Running? _mapsRunning;
        private Layers? _layers;
        private Activations? _maps;

        internal Side(string name, string slot, ServerConnection server, Action changed)
        {
            _name = name;
            _slot = $"{slot}-compare";
            _server = server;
            _changed = changed;
        }

        /// <summary>The image; null while there is none.</summary>
        public Candidate? Image { get; private set; }

        /// <summary>What the network makes of it, when that is whole.</summary>
        public Loadable<SideAnswer> Answer { get; private set; } = Loadable<SideAnswer>.Idle;

        /// <summary>Asks what the network makes of an image, where it has not been asked already.</summary>
        internal void Show(Candidate image, LayersRequest layers, ActivationsRequest maps)
        {
            Image = image;
            var layersKey = new RequestKey(layers);
            var mapsKey = new RequestKey(maps);
            if (layersKey.Equals(_askedLayers) && mapsKey.Equals(_askedMaps))
            {
                return;
            }
            Stop();
            _askedLayers = layersKey;
            _askedMaps = mapsKey;
            Become(Loadable<SideAnswer>.Loading());
            Action<ClassScore?> answered = _server.Teller.Ask(OperationNames.Layers);
            _layersRunning = _server.Ask(Operations.Layers, layers, WaitFor<Layers>(
                $"{_slot}-{_name}", layersKey, answer =>
                {
                    answered(answer.Predictions.Classes[0]);
                    _layers = answer;
                }));
            Action<ClassScore?> answeredMaps = _server.Teller.Ask(OperationNames.Activations);
            Asking<Activations> ofMaps = WaitFor<Activations>(
                $"{_slot}-maps-{_name}", layersKey, answer =>
                {
                    answeredMaps(null);
                    _maps = answer;
                });
            ofMaps.OnProgress = progress =>
            {
                if (IsAsked(layersKey) && Answer.State == LoadState.Loading)
                {
                    Become(Loadable<SideAnswer>.Loading(progress));
                }
            };
            _mapsRunning = _server.Ask(Operations.Activations, maps, ofMaps);
        }

        /// <summary>Asks again, where it could not be answered.</summary>
        internal void Retry()
        {
            if (Answer.State == LoadState.Failed)
            {
                _askedLayers = default;
            }
        }

        /// <summary>Asks for nothing more, and forgets what was answered.</summary>
        internal void Forget()
        {
            Stop();
            Image = null;
            if (Answer.State != LoadState.Idle)
            {
                Become(Loadable<SideAnswer>.Idle);
            }
        }

        /// <summary>Takes one of the two answers of which a side's consists.</summary>
        private Asking<TAnswer> WaitFor<TAnswer>(string slot, RequestKey key, Action<TAnswer> take)
            where TAnswer : Message
        {
            return new Asking<TAnswer>(answer =>
            {
                if (!IsAsked(key))
                {
                    return;
                }
                take(answer);
                if (_layers != null && _layers.Items.Count > 0 && _maps != null)
                {
                    Become(Loadable<SideAnswer>.Ready(
                        new SideAnswer(_layers.Predictions, _layers.Items[0], _maps.Maps)));
                }
            })
            {
                Slot = slot,
                OnFailed = complaint =>
                {
                    if (IsAsked(key))
                    {
                        Become(Loadable<SideAnswer>.Failed(complaint));
                    }
                },
            };
        }

        private bool IsAsked(RequestKey key)
        {
            return key.Equals(_askedLayers);
        }

        private void Stop()
        {
            _askedLayers = default;
            _askedMaps = default;
            _layers = null;
            _maps = null;
            _layersRunning?.Cancel();
            _mapsRunning?.Cancel();
        }

        private void Become(Loadable<SideAnswer> answer)
        {
            Answer = answer;
            _changed();
        }
    }
}
