using System.Collections.Generic;
using Tetrascope.Choice;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Wording
{
    /// <summary>What is said of how a picture is made to fit a network's input.</summary>
    public static class FitWording
    {
        /// <summary>The protocol's fits, in the order offered.</summary>
        public static readonly IReadOnlyList<string> Fits = new[] { FitNames.Crop, FitNames.Squash, FitNames.Pad };

        /// <summary>What a person calls a fit.</summary>
        public static string Title(string fit) => Words.Sentence(fit);

        /// <summary>What a fit means for a picture; of one that is known by its id alone the size is 0 × 0.</summary>
        public static string Meaning(Size picture, Size input, string fit)
        {
            string size = $"{input.Width} × {input.Height}";
            switch (fit)
            {
                case FitNames.Squash:
                    return $"All of the picture, squeezed into {size} pixels.";
                case FitNames.Pad:
                    return $"All of the picture in {size} pixels, and black beside it.";
            }
            if (picture.Width == 0)
            {
                return "The middle of the picture enters the network.";
            }
            return new CropFrame(picture, input, 0.5).Room > 0
                ? "What is framed enters the network. Drag the frame to move it."
                : "All of the picture enters the network.";
        }
    }
}
