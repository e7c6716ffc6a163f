using System;
using System.Collections.Generic;
using Tetrascope.Protocol;

namespace Tetrascope.Choice
{
    /// <summary>How pictures are made to fit a network's input.</summary>
    public sealed class Fitting
    {
        private readonly Action _changed;
        private readonly Dictionary<string, double> _left = new Dictionary<string, double>();
        private string _own = FitNames.Crop;
        private string? _chosen;
        private double _cropAt = LayersRequest.DefaultCropAt;

        internal Fitting(Action changed)
        {
            _changed = changed;
        }

        /// <summary>How pictures are made to fit now: <c>crop</c>, <c>squash</c> or <c>pad</c>.</summary>
        public string Fit => _chosen ?? _own;

        /// <summary>
        /// Where a crop lies in the room that there is: 0 at the top or left, 1 at the bottom or right.
        /// </summary>
        public double CropAt
        {
            get => _cropAt;
            set
            {
                double next = Math.Round(Math.Min(1, Math.Max(0, value)) * 100) / 100;
                if (next == _cropAt)
                {
                    return;
                }
                _cropAt = next;
                _changed();
            }
        }

        /// <summary>What requests say of the fit; null where it is the network's own.</summary>
        public string? RequestedFit => Fit == _own ? null : Fit;

        /// <summary>What requests say of where the crop lies; the middle where there is no crop.</summary>
        public double RequestedCropAt => Fit == FitNames.Crop ? CropAt : LayersRequest.DefaultCropAt;

        /// <summary>Takes the person's choice; that of the network's own fit is none.</summary>
        public void Choose(string fit)
        {
            string? next = fit == _own ? null : fit;
            if (next == _chosen)
            {
                return;
            }
            _chosen = next;
            _changed();
        }

        /// <summary>
        /// Takes the choice of a saved session, also before the network is known: its own fit is none then.
        /// </summary>
        internal void Begin(string fit)
        {
            _chosen = fit;
            _changed();
        }

        /// <summary>
        /// Takes the choice made for another network on the same picture: where there is none, each has its own fit.
        /// </summary>
        internal void Take(Fitting other)
        {
            string? next = other._chosen == _own ? null : other._chosen;
            if (next == _chosen && other._cropAt == _cropAt)
            {
                return;
            }
            (_chosen, _cropAt) = (next, other._cropAt);
            _changed();
        }

        /// <summary>The network's own fit.</summary>
        internal void Follow(NetworkSummary? summary)
        {
            _own = summary?.Fit ?? FitNames.Crop;
            if (summary != null && _chosen == _own)
            {
                _chosen = null;
            }
        }

        /// <summary>
        /// Another picture is chosen in place of one. Its crop begins in the middle; one of the person's own is found
        /// again where it was left.
        /// </summary>
        internal void Turn(ChosenImage? from, ChosenImage? to)
        {
            if (from?.Origin == ImageOrigin.Upload)
            {
                _left[from.ImageId] = _cropAt;
            }
            _cropAt = to != null && _left.TryGetValue(to.ImageId, out double at) ? at : LayersRequest.DefaultCropAt;
        }
    }
}
