using System;
using System.Collections.Generic;
using Tetrascope.Beside;
using Tetrascope.Geometry;
using Tetrascope.Layout;
using Tetrascope.Picking;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using Tetrascope.Viewing;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>
    /// Another network of scene 1: it stands below the first, layer below layer, as long as one is chosen.
    /// </summary>
    public sealed class BesideView : MonoBehaviour
    {
        [SerializeField, Tooltip("The session.")]
        private StructureView _view = null!;

        [SerializeField, Tooltip("What draws the first network.")]
        private StructureScene _first = null!;

        [SerializeField, Tooltip("What draws the other.")]
        private StructureScene _second = null!;

        private SideDrawing _drawing = null!;
        private SideBySide? _both;
        private IReadOnlyList<Resolution>? _resolutions;
        private bool _open;

        /// <summary>What draws the other network.</summary>
        public StructureScene Scene => _second;

        private void Awake()
        {
            _drawing = new SideDrawing(_second);
            _second.transform.SetParent(_first.transform, false);
        }

        private void Start()
        {
            _view.SessionChanged += Begin;
            _first.ExtentChanged += Place;
            _second.ExtentChanged += Place;
            _first.PanelHovered += MarkPlace;
            _second.PanelHovered += MarkPlace;
            _second.gameObject.SetActive(false);
            Begin();
        }

        private void Update()
        {
            _drawing.Update();
        }

        private void OnDestroy()
        {
            _view.SessionChanged -= Begin;
            _first.ExtentChanged -= Place;
            _second.ExtentChanged -= Place;
            _first.PanelHovered -= MarkPlace;
            _second.PanelHovered -= MarkPlace;
            End();
        }

        private void Begin()
        {
            End();
            _both = _view.Session?.SideBySide;
            if (_both != null)
            {
                _both.Changed += Show;
                Show();
            }
        }

        private void End()
        {
            if (_both != null)
            {
                _both.Changed -= Show;
                Close();
                _both = null;
            }
        }

        private void Show()
        {
            if (_both!.IsOpen && !_open)
            {
                _open = true;
                _second.gameObject.SetActive(true);
                OtherSide other = _both.B;
                _drawing.Follow(other.Subject, other.Display, other.Answers, other.Inputs, other.Masks, drawnOn: false);
            }
            else if (!_both.IsOpen)
            {
                Close();
            }

            _drawing.Arrange(_both.PlacesOfB, _both.Places, _both.NameOfB);
            if (!ReferenceEquals(_both.Resolutions, _resolutions))
            {
                _resolutions = _both.Resolutions;
                _second.SetGroups(Groups(_resolutions));
            }
        }

        private void Close()
        {
            if (!_open)
            {
                return;
            }

            _open = false;
            _drawing.Unfollow();
            _second.gameObject.SetActive(false);
            _first.SetBelow(0);
        }

        /// <summary>The other network stands where the first and what is written between them leave room.</summary>
        private void Place(StructureExtent extent)
        {
            if (!_open)
            {
                return;
            }

            double step = StructureViews.StepBelow(_first.Extent, _second.Extent);
            _second.transform.localPosition = new Vector3(0f, -(float)step, 0f);
            _first.SetBelow(StructureViews.RoomBelow(_second.Extent));
        }

        /// <summary>The same place of the photo as what is looked at is outlined in the other network.</summary>
        private void MarkPlace(StructureHover? hover)
        {
            if (!_open)
            {
                return;
            }

            if (_first.Hover is StructureHover ofFirst)
            {
                MarkPlace(_first, ofFirst, _second, true);
            }
            else if (_second.Hover is StructureHover ofSecond)
            {
                MarkPlace(_second, ofSecond, _first, false);
            }
            else
            {
                _first.Mark(FieldMarks.None);
                _second.Mark(FieldMarks.None);
            }
        }

        private void MarkPlace(StructureScene from, StructureHover hover, StructureScene into, bool ofA)
        {
            Column column = from.Columns.List[hover.Position];
            int? position = into.Columns.PositionAt(column.Place);
            Size size = position is int known ? into.Columns.List[known].Size : new Size(1, 1);
            Region? region = _both!.SamePlace(ofA, column.Size, hover.Pixel, size);
            Region? onInput = _both.SamePlace(ofA, column.Size, hover.Pixel, into.InputSize);
            into.Mark(FieldMarks.OfPlace(position, region, size, onInput, into.InputSize));
        }

        private static IReadOnlyList<(int Place, string Words)> Groups(IReadOnlyList<Resolution> resolutions)
        {
            var groups = new List<(int, string)>();
            int place = 0;
            foreach (Resolution each in resolutions)
            {
                groups.Add((place, Alignment.ResolutionWords(each.Halvings)));
                place += each.Pairs.Count;
            }

            return groups;
        }
    }
}
