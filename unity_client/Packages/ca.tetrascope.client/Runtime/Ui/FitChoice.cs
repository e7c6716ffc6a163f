using System;
using System.Collections.Generic;
using Tetrascope.Choice;
using Tetrascope.Geometry;
using Tetrascope.Protocol;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>
    /// The chosen picture with its frame, how it is made to fit the network's input, and what that means.
    /// </summary>
    internal sealed class FitChoice
    {
        private const float Side = 240f;

        /// <summary>How far a button moves a crop, of the room that there is.</summary>
        private const double Step = 0.02;
        private const long Delay = 400;
        private const long Interval = 80;

        private readonly VisualElement _place;
        private readonly CropPicture _picture;
        private readonly VisualElement _steps = new VisualElement();
        private readonly RepeatButton _back;
        private readonly RepeatButton _on;
        private readonly Label _meaning;
        private readonly List<Button> _fits = new List<Button>();
        private Fitting? _fitting;

        /// <summary>Fills an element; its parts are named after it.</summary>
        public FitChoice(VisualElement place)
        {
            _place = place;
            _picture = new CropPicture(place.name + "-picture", Side);
            _back = Stepping(place.name + "-back", -Step);
            _on = Stepping(place.name + "-on", Step);
            _meaning = new Label("") { name = place.name + "-meaning" };
            _meaning.AddToClassList("note");
            place.Add(_picture);
            place.Add(_steps);
            _steps.AddToClassList("row");
            _steps.Add(_back);
            _steps.Add(new Label("Where the crop lies"));
            _steps.Add(_on);
            var fits = new VisualElement();
            fits.AddToClassList("row");
            foreach (string fit in FitWording.Fits)
            {
                string own = fit;
                var button = new Button { name = $"{place.name}-{fit}", text = FitWording.Title(fit) };
                button.AddToClassList("segment");
                button.clicked += () => _fitting!.Choose(own);
                fits.Add(button);
                _fits.Add(button);
            }

            place.Add(fits);
            place.Add(_meaning);
        }

        /// <summary>Shows what is chosen; nothing before both picture and network are.</summary>
        public void Show(Subject subject, Texture? texture)
        {
            _fitting = subject.Fitting;
            bool known = subject.Image != null && subject.InputSize != null;
            _place.EnableInClassList("hidden", !known);
            if (!known)
            {
                return;
            }

            var picture = new Size(subject.Image!.Height, subject.Image.Width);
            Size input = subject.InputSize!.Value;
            _picture.EnableInClassList("hidden", texture == null);
            if (texture != null)
            {
                _picture.Show(texture, picture, input, _fitting);
            }

            for (int fit = 0; fit < _fits.Count; fit++)
            {
                _fits[fit].EnableInClassList("chosen", FitWording.Fits[fit] == _fitting.Fit);
            }

            _meaning.text = FitWording.Meaning(picture, input, _fitting.Fit);
            ShowSteps(picture, input, _fitting);
        }

        private void ShowSteps(Size picture, Size input, Fitting fitting)
        {
            var frame = picture.Width > 0 ? new CropFrame(picture, input, 0.5) : default;
            _steps.EnableInClassList("hidden", fitting.Fit != FitNames.Crop || frame.Room <= 0);
            _back.text = frame.Across ? "◀" : "▲";
            _on.text = frame.Across ? "▶" : "▼";
            _back.SetEnabled(fitting.CropAt > 0);
            _on.SetEnabled(fitting.CropAt < 1);
        }

        private RepeatButton Stepping(string name, double step)
        {
            var button = new RepeatButton(() => _fitting!.CropAt += step, Delay, Interval) { name = name };
            button.AddToClassList("stepper-step");
            return button;
        }
    }
}
