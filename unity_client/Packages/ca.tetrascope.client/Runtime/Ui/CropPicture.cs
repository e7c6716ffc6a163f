using System;
using Tetrascope.Choice;
using Tetrascope.Geometry;
using Tetrascope.Protocol;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// A picture as the network takes it in: framed where it is cropped and the rest darkened, squeezed, or with black
    /// beside it. The frame is dragged, by a pointer or a ray; buttons move it in steps.
    /// </summary>
    internal sealed class CropPicture : VisualElement
    {
        private readonly Image _image =
            new Image { scaleMode = ScaleMode.StretchToFill, pickingMode = PickingMode.Ignore };
        private readonly VisualElement _before = Part("crop-dark");
        private readonly VisualElement _after = Part("crop-dark");
        private readonly VisualElement _frame = Part("crop-frame");
        private readonly float _side;
        private Fitting? _fitting;
        private Size _picture;
        private Size _input;
        private Vector2 _shown;
        private double _at;
        private Vector3? _grip;
        private double _gripAt;

        /// <summary>A picture whose longer side has so many pixels of the panel.</summary>
        public CropPicture(string name, float side)
        {
            this.name = name;
            _side = side;
            _image.name = name + "-image";
            _frame.name = name + "-frame";
            AddToClassList("crop");
            Add(_image);
            Add(_before);
            Add(_after);
            Add(_frame);
            RegisterCallback<PointerDownEvent>(pressed => Grip(pressed.localPosition, pressed.pointerId));
            RegisterCallback<PointerMoveEvent>(moved => Drag(moved.localPosition));
            RegisterCallback<PointerUpEvent>(released => Release(released.pointerId));
        }

        /// <summary>The crop that is drawn, in the picture as it is.</summary>
        private CropFrame Frame => new CropFrame(_picture, _input, _at);

        /// <summary>Shows a picture in the way it is made to fit.</summary>
        /// <param name="texture">The picture, or a small one of it.</param>
        /// <param name="picture">Its size; 0 × 0 where it is not known, and nothing is framed then.</param>
        /// <param name="input">The network's input; null before the network is known.</param>
        /// <param name="fitting">How it is made to fit, which the frame changes.</param>
        public void Show(Texture texture, Size picture, Size? input, Fitting fitting)
        {
            _fitting = fitting;
            _picture = picture;
            bool known = picture.Width > 0 && input != null;
            _input = input ?? picture;
            string fit = known ? fitting.Fit : FitNames.Crop;
            double shape = known ? CropFrame.ShownShape(picture, _input, fit) : 1;
            _shown = new Vector2(_side * (float)Math.Min(1, shape), _side / (float)Math.Max(1, shape));
            style.width = _shown.x;
            style.height = _shown.y;
            _image.image = texture;
            Place(_image, ImagePart(fit));
            bool framed = known && fit == FitNames.Crop && new CropFrame(picture, _input, 0.5).Room > 0;
            EnableInClassList("crop-framed", framed);
            foreach (VisualElement part in new[] { _before, _after, _frame })
            {
                part.EnableInClassList("hidden", !framed);
            }

            if (_grip == null)
            {
                ShowFrame(fitting.CropAt);
            }
        }

        private static VisualElement Part(string style)
        {
            var part = new VisualElement { pickingMode = PickingMode.Ignore };
            part.AddToClassList(style);
            return part;
        }

        /// <summary>What of the shape shown the picture fills: all of it, unless it is padded.</summary>
        private Shares ImagePart(string fit)
        {
            if (fit != FitNames.Pad)
            {
                return new Shares(0f, 0f, 1f, 1f);
            }

            double has = _picture.Width / (double)_picture.Height;
            double wanted = _input.Width / (double)_input.Height;
            float width = (float)Math.Min(1, has / wanted);
            float height = (float)Math.Min(1, wanted / has);
            return new Shares((1f - width) / 2f, (1f - height) / 2f, (1f + width) / 2f, (1f + height) / 2f);
        }

        private void ShowFrame(double at)
        {
            _at = at;
            CropFrame frame = Frame;
            Shares part = frame.Part;
            Place(_frame, part);
            Place(_before, frame.Across ? new Shares(0f, 0f, part.Left, 1f) : new Shares(0f, 0f, 1f, part.Top));
            Place(_after, frame.Across ? new Shares(part.Right, 0f, 1f, 1f) : new Shares(0f, part.Bottom, 1f, 1f));
        }

        private void Place(VisualElement element, Shares part)
        {
            element.style.left = _shown.x * part.Left;
            element.style.top = _shown.y * part.Top;
            element.style.width = _shown.x * (part.Right - part.Left);
            element.style.height = _shown.y * (part.Bottom - part.Top);
        }

        private void Grip(Vector3 place, int pointer)
        {
            if (_fitting?.Fit == FitNames.Crop && Frame.Room > 0)
            {
                this.CapturePointer(pointer);
                _grip = place;
                _gripAt = _at;
            }
        }

        private void Drag(Vector3 place)
        {
            if (_grip is Vector3 grip)
            {
                CropFrame frame = Frame;
                float share = frame.Across ? (place.x - grip.x) / _shown.x : (place.y - grip.y) / _shown.y;
                ShowFrame(frame.Moved(_gripAt, share));
            }
        }

        /// <summary>Only now is it asked about: not on the way.</summary>
        private void Release(int pointer)
        {
            if (_grip != null)
            {
                this.ReleasePointer(pointer);
                _grip = null;
                _fitting!.CropAt = _at;
            }
        }
    }
}
