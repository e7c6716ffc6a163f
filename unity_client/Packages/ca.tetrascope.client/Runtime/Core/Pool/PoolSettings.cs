using System;
using System.Collections.Generic;
using System.Linq;
using Tetrascope.Choice;
using Tetrascope.Geometry;
using Tetrascope.Protocol;
using Tetrascope.Settings;

namespace Tetrascope.Pool
{
    /// <summary>What pool to compute, as a session's controls say it.</summary>
    public sealed class PoolSettings : Adjustable
    {
        /// <summary>
        /// Of networks of so many classes or fewer all labels are offered to be examined; of others those that the pool
        /// has met.
        /// </summary>
        private const int MostListed = 40;

        private readonly Subject _subject;
        private IReadOnlyList<Window>? _windows;
        private string _fill = PoolRequest.DefaultFill;
        private bool _refine;
        private int? _label;
        private int _perLabel = PoolRequest.DefaultPerLabel;

        internal PoolSettings(Subject subject)
        {
            _subject = subject;
        }

        /// <summary>Windows wanted; null for the server's default.</summary>
        public IReadOnlyList<Window>? Windows
        {
            get => _windows;
            set => Set(ref _windows, value);
        }

        /// <summary>What masked pixels become: one of the protocol's fills.</summary>
        public string Fill
        {
            get => _fill;
            set => Set(ref _fill, value);
        }

        /// <summary>Whether the smallest window is laid only where the larger ones found something.</summary>
        public bool Refine
        {
            get => _refine;
            set => Set(ref _refine, value);
        }

        /// <summary>
        /// A class of the label to examine, its first where it is a merged one; null for the most probable label.
        /// </summary>
        public int? Label
        {
            get => _label;
            set => Set(ref _label, value);
        }

        /// <summary>Images wanted for each of the labels at the corners; kept within the bounds.</summary>
        public int PerLabel
        {
            get => _perLabel;
            set => Set(ref _perLabel, Math.Max(PoolRequest.MinPerLabel, Math.Min(PoolRequest.MaxPerLabel, value)));
        }

        /// <summary>
        /// The network's input and what the picture fills of it; null while its description is not here.
        /// </summary>
        public WindowRoom? Room
        {
            get
            {
                NetworkSummary? summary = _subject.Network?.Summary;
                ChosenImage? picture = _subject.Image;
                if (summary == null)
                {
                    return null;
                }
                var input = new Size(summary.InputHeight, summary.InputWidth);
                // Of a picture that is known by its id alone the size is not known.
                bool padded = _subject.Fitting.Fit == FitNames.Pad && picture != null && picture.Width > 0;
                return padded
                    ? WindowRoom.Padded(input, new Size(picture!.Height, picture.Width))
                    : new WindowRoom(input);
            }
        }

        /// <summary>The windows that will be asked for, the default spelt out where the network is known.</summary>
        public IReadOnlyList<Window> WindowsInUse =>
            Windows ?? (Room is WindowRoom room ? room.DefaultWindows() : Array.Empty<Window>());

        /// <summary>
        /// Why the server would refuse the windows; null where it would not, or the network is not known yet.
        /// </summary>
        public string? Problem =>
            Room is WindowRoom room && (Windows != null || Refine) ? room.Problem(WindowsInUse, Refine) : null;

        /// <summary>
        /// Masked copies of the pool as set; 0 where it cannot be asked for, or the network is not known yet.
        /// </summary>
        public int Copies => Room is WindowRoom room ? room.PoolCount(WindowsInUse, Refine) : 0;

        /// <summary>Copies that will represent each label, where those are fewer than asked for; else null.</summary>
        public int? FewerPerLabel
        {
            get
            {
                // A network of fewer than four classes has fewer corners.
                int corners = PoolLayout.CornersOf(_subject.Network?.Summary.ClassCount ?? int.MaxValue);
                int most = SelectedPerLabel(Copies, PerLabel, corners);
                return Copies > 0 && most < PerLabel ? most : (int?)null;
            }
        }

        /// <summary>Which of <see cref="LabelsOffered"/> is examined; null for the most probable one.</summary>
        public int? LabelShown => Label is int index
            ? MergedLabels.ClassOf(index, _subject.Merging.Labels, _subject.Network?.ClassNames.Count ?? int.MaxValue)
            : (int?)null;

        /// <summary>
        /// The labels that can be examined, by rising index; for a merged one stands its first class.
        /// </summary>
        /// <param name="pool">What is known of the pool; null for nothing.</param>
        public IReadOnlyList<ClassLabel> LabelsOffered(PoolSoFar? pool)
        {
            IReadOnlyList<string> all = _subject.Network?.ClassNames ?? Array.Empty<string>();
            var found = new SortedSet<int>();
            if (all.Count <= MostListed)
            {
                found.UnionWith(Enumerable.Range(0, all.Count));
            }
            else if (pool != null)
            {
                found.UnionWith(pool.LabelsMet);
            }
            if (Label is int wanted)
            {
                found.Add(wanted);
            }
            IReadOnlyList<MergedLabel> merged = _subject.Merging.Labels;
            found.UnionWith(merged.Select(label => label.Classes[0]));
            return found
                .Select(index => MergedLabels.ClassOf(index, merged, all.Count))
                .Distinct()
                .OrderBy(index => index)
                .Select(index => LabelOf(index, all, merged, pool))
                .ToArray();
        }

        /// <summary>
        /// Copies that will represent each of the labels at the corners: as many as asked for, as far as the pool goes
        /// round.
        /// </summary>
        public static int SelectedPerLabel(int copies, int perLabel, int corners)
        {
            return Math.Min(perLabel, copies / corners);
        }

        /// <summary>The request as the controls now say it; null without an image or a network.</summary>
        public PoolRequest? Wanted()
        {
            if (_subject.Image == null || _subject.NetworkId == null || _subject.Merging.IsPending)
            {
                return null;
            }
            return new PoolRequest(
                _subject.Image.ImageId,
                _subject.NetworkId,
                fit: _subject.Fitting.RequestedFit,
                cropAt: _subject.Fitting.RequestedCropAt,
                windows: Windows,
                fill: Fill,
                perLabel: PerLabel,
                refine: Refine,
                label: Label,
                merged: _subject.Merging.Labels);
        }

        private static ClassLabel LabelOf(
            int index, IReadOnlyList<string> all, IReadOnlyList<MergedLabel> merged, PoolSoFar? pool)
        {
            int place = MergedLabels.LabelOf(index, merged, all.Count) - all.Count;
            if (place >= 0 && place < merged.Count)
            {
                return new ClassLabel(index, merged[place].Name, null);
            }
            return index < all.Count
                ? new ClassLabel(index, all[index], null)
                : pool?.LabelOf(index) ?? new ClassLabel(index, $"class {index}", null);
        }
    }
}
