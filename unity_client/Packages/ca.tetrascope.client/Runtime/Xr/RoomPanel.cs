using Tetrascope.Client;
using Tetrascope.Viewing;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Xr
{
    /// <summary>How a document of panels stands in the room.</summary>
    internal static class RoomPanel
    {
        /// <summary>Pixels for a metre of a document in the room before it is scaled, as the engine has it.</summary>
        private const float PixelsPerMetre = 100f;

        /// <summary>Makes a document one of the room; its place is that of its middle.</summary>
        /// <param name="document">The document.</param>
        /// <param name="settings">Settings of panels in the room.</param>
        /// <param name="pixels">Its size; null for that of what is in it.</param>
        public static void MakeRoom(UIDocument document, PanelSettings settings, Vector2? pixels)
        {
            document.panelSettings = settings;
            document.pivot = Pivot.Center;
            document.worldSpaceSizeMode = pixels == null
                ? UIDocument.WorldSpaceSizeMode.Dynamic
                : UIDocument.WorldSpaceSizeMode.Fixed;
            document.worldSpaceSize = pixels ?? document.worldSpaceSize;
        }

        /// <summary>Stands a document somewhere; the scale of the place are metres of a pixel.</summary>
        public static void Put(UIDocument document, ScenePlace place)
        {
            Coordinates.Put(
                document.transform, new ScenePlace(place.Position, place.Turn, place.Scale * PixelsPerMetre));
        }
    }
}
