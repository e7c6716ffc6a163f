using System;
using Tetrascope.Colours;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>Colours of a scene that are no part of what it says; the others are the protocol's.</summary>
    [Serializable]
    public sealed class SceneTheme
    {
        [SerializeField, Tooltip("What is behind everything.")]
        private Color _background = new Color(0.067f, 0.086f, 0.106f);

        [SerializeField, Tooltip("Names and numbers.")]
        private Color _text = new Color(0.902f, 0.925f, 0.945f);

        [SerializeField, Tooltip("Numbers that matter less, and the frame of the input.")]
        private Color _muted = new Color(0.612f, 0.667f, 0.722f);

        [SerializeField, Tooltip("Frames of places that are still empty, and axes.")]
        private Color _line = new Color(0.275f, 0.325f, 0.373f);

        [SerializeField, Tooltip("What is pointed at or chosen.")]
        private Color _accent = new Color(0.235f, 0.725f, 0.816f);

        /// <summary>What is behind everything.</summary>
        public Color Background => _background;

        /// <summary>Names and numbers.</summary>
        public Color Text => _text;

        /// <summary>What matters less.</summary>
        public Color Muted => _muted;

        /// <summary>Frames of empty places, and axes.</summary>
        public Color Line => _line;

        /// <summary>What is pointed at or chosen.</summary>
        public Color Accent => _accent;

        /// <summary>Whether light text stands on a dark ground.</summary>
        internal bool IsDark => _background.r + _background.g + _background.b < 1.5f;

        /// <summary>How dark what lies outside a receptive field gets: 0.34 of its sRGB value.</summary>
        internal static float Darkness => Linear ? Mathf.GammaToLinearSpace(0.34f) : 0.34f;

        /// <summary>1 where shaders compute with linear light, rather than with colours as a screen has them.</summary>
        internal static float LinearLight => Linear ? 1f : 0f;

        private static bool Linear => QualitySettings.activeColorSpace == ColorSpace.Linear;

        /// <summary>A colour as vertices hold it: nothing converts these on the way to the shader.</summary>
        internal static Vector4 ForVertex(Color colour)
        {
            Color kept = Linear ? colour.linear : colour;
            return new Vector4(kept.r, kept.g, kept.b, kept.a);
        }

        /// <summary>A colour of the protocol as Unity has it, sRGB.</summary>
        internal static Color Of(Rgb colour)
        {
            return new Color(colour.Red / 255f, colour.Green / 255f, colour.Blue / 255f);
        }
    }
}
