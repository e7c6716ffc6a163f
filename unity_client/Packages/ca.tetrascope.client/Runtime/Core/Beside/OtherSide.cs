using System;
using System.Collections.Generic;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Masks;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using Size = Tetrascope.Geometry.Size;

namespace Tetrascope.Beside
{
    /// <summary>What another network makes of a session's image, under the same masks, drawn alike.</summary>
    public sealed class OtherSide : IDisposable
    {
        private readonly StructureSession _own;

        /// <summary>
        /// Masks of the session as this network has them: only what a hand draws is carried over anew.
        /// </summary>
        private Dictionary<Mask, PlacedMask?> _carried = new Dictionary<Mask, PlacedMask?>();
        private Dictionary<Mask, PlacedMask?> _carriedBefore = new Dictionary<Mask, PlacedMask?>();
        private Framing? _from;
        private Framing? _to;
        private IReadOnlyList<PlacedMask>? _all;
        private IReadOnlyList<PlacedMask>? _draft;

        internal OtherSide(string slot, ServerConnection server, StructureSession own)
        {
            _own = own;
            Subject = new Subject(server.Catalog);
            Display = new Display(Subject);
            Masks = new MaskEdits();
            Inputs = new Inputs(server, Subject, Masks);
            Answers = new Answers(slot, server, Subject, Display, Masks, new Originals(slot, server, Subject));
        }

        /// <summary>The session's image, and the other network.</summary>
        public Subject Subject { get; }

        /// <summary>How its layers are shown: as the session's.</summary>
        public Display Display { get; }

        /// <summary>The session's masks, each at the same place of the photo.</summary>
        public MaskEdits Masks { get; }

        /// <summary>What enters the network.</summary>
        public Inputs Inputs { get; }

        /// <summary>What it answers.</summary>
        public Answers Answers { get; }

        /// <summary>Follows the catalog no longer.</summary>
        public void Dispose()
        {
            Answers.Stop();
            Subject.Dispose();
        }

        /// <summary>Brings all of it in step with the session; it is about a network, or about none.</summary>
        internal void Follow(string? networkId)
        {
            TakeSubject(networkId);
            if (networkId == null)
            {
                Answers.Stop();
                return;
            }
            TakeDisplay(_own.Display);
            Inputs.Follow();
            // What is masked waits for both inputs to be known.
            if (TakeMasks())
            {
                Answers.Follow();
            }
        }

        /// <summary>Asks again, after something went wrong.</summary>
        internal void Retry()
        {
            Inputs.Retry();
            Answers.Retry();
        }

        /// <summary>Asks for nothing more.</summary>
        internal void Stop()
        {
            Answers.Stop();
        }

        private void TakeSubject(string? networkId)
        {
            if (!ReferenceEquals(Subject.Image, _own.Subject.Image))
            {
                Subject.Image = _own.Subject.Image;
            }
            Subject.NetworkId = networkId;
            Subject.Fitting.Take(_own.Subject.Fitting);
            if (!(Subject.Network is NetworkDescription other) || !(_own.Subject.Network is NetworkDescription own))
            {
                return;
            }
            // The classes of lists that are the same are merged alike.
            IReadOnlyList<MergedLabel> labels = LabelSets.Of(own.ClassNames, other.ClassNames).Same
                ? _own.Subject.Merging.Labels
                : MergedLabels.None;
            if (!ReferenceEquals(labels, Subject.Merging.Wanted))
            {
                Subject.Merging.Begin(other.Summary.NetworkId, labels);
            }
        }

        private void TakeDisplay(Display own)
        {
            Display.ClusterCount = own.ClusterCount;
            Display.Criterion = own.Criterion;
            Display.Groups = own.Groups;
            Display.Difference = own.Difference;
            Display.ColourMap = own.ColourMap;
            Display.LiveMasks = own.LiveMasks;
            Display.LayersShown = own.LayersShown;
        }

        /// <summary>
        /// Takes over the session's masks, and what is being drawn; false while they have to wait for an input.
        /// </summary>
        private bool TakeMasks()
        {
            (IReadOnlyList<PlacedMask> all, IReadOnlyList<PlacedMask>? draft) = (_own.Masks.All, _own.Masks.Draft);
            (Framing? from, Framing? to) = (FramingOf(_own.Inputs), FramingOf(Inputs));
            Masks.Fill = _own.Masks.Fill;
            if (all.Count == 0 && draft == null)
            {
                Put(all, null);
                return true;
            }
            if (from == null || to == null || !(Subject.InputSize is Size size))
            {
                return false;
            }
            bool between = _from != null && Place.SameFraming(from, _from) && Place.SameFraming(to, _to!);
            if (between && ReferenceEquals(all, _all) && ReferenceEquals(draft, _draft))
            {
                return true;
            }
            if (!between)
            {
                _carried.Clear();
            }
            (_from, _to, _all, _draft) = (from, to, all, draft);
            (_carriedBefore, _carried) = (_carried, _carriedBefore);
            _carried.Clear();
            Masks.Begin(CarriedOver(all, size));
            Masks.Draft = draft == null ? null : CarriedOver(draft, size);
            return true;
        }

        private void Put(IReadOnlyList<PlacedMask> all, IReadOnlyList<PlacedMask>? draft)
        {
            if (Masks.All.Count > 0 || Masks.Draft != null)
            {
                Masks.Begin(all);
            }
            (_all, _draft) = (all, draft);
        }

        private IReadOnlyList<PlacedMask> CarriedOver(IReadOnlyList<PlacedMask> list, Size input)
        {
            var over = new List<PlacedMask>(list.Count);
            foreach (PlacedMask item in list)
            {
                if (!_carried.TryGetValue(item.Mask, out PlacedMask? known))
                {
                    if (!_carriedBefore.TryGetValue(item.Mask, out known))
                    {
                        Mask? mask = Place.MaskAt(item.Mask, _from!, _to!, input);
                        known = mask == null ? null : item.With(mask);
                    }
                    _carried[item.Mask] = known;
                }
                if (known != null)
                {
                    over.Add(known);
                }
            }
            return over;
        }

        /// <summary>
        /// Which part of the photo enters a network, whatever fill its masks have; null before it is known.
        /// </summary>
        internal static Framing? FramingOf(Inputs inputs) => (inputs.Latest ?? inputs.Present.Value)?.Framing;
    }
}
