using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>A line of text in a scene; lengths in metres.</summary>
    internal readonly struct Word
    {
        /// <param name="text">What it says.</param>
        /// <param name="at">Where its baseline begins, is centred or ends, by <paramref name="align"/>.</param>
        /// <param name="size">Size of an em.</param>
        /// <param name="style">Normal or bold.</param>
        /// <param name="tint">See <see cref="FlatVertex.Tint"/>.</param>
        /// <param name="most">Where it is longer it is shortened in its middle; 0 for any length.</param>
        /// <param name="align">0 begins at <paramref name="at"/>, 0.5 is centred, 1 ends there.</param>
        /// <param name="facesViewer">Whether it turns to whoever looks, around <paramref name="at"/>.</param>
        /// <param name="below">How far its baseline is below <paramref name="at"/>, as it is seen.</param>
        public Word(
            string text,
            Vector3 at,
            float size,
            FontStyle style,
            Vector4 tint,
            float most = 0f,
            float align = 0f,
            bool facesViewer = false,
            float below = 0f)
        {
            Text = text;
            At = at;
            Size = size;
            Style = style;
            Tint = tint;
            Most = most;
            Align = align;
            FacesViewer = facesViewer;
            Below = below;
        }

        public string Text { get; }

        public Vector3 At { get; }

        public float Size { get; }

        public FontStyle Style { get; }

        public Vector4 Tint { get; }

        public float Most { get; }

        public float Align { get; }

        public bool FacesViewer { get; }

        public float Below { get; }
    }
}
