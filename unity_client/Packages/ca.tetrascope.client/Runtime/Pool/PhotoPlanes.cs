using System.Collections.Generic;
using Tetrascope.Geometry;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>
    /// The photo behind the images, once or several times, grey and pale: one draw call, before all others.
    /// </summary>
    internal sealed class PhotoPlanes
    {
        private readonly DrawnMesh _mesh;
        private bool _any;
        private bool _known;

        public PhotoPlanes(Transform parent, Shader shader, int order)
        {
            _mesh = new DrawnMesh("Photos", parent, shader, order) { Shown = false };
            _mesh.Material.SetFloat(ThemeProperties.Linear, SceneTheme.LinearLight);
        }

        public void SetTheme(SceneTheme theme)
        {
            _mesh.Material.SetColor(ThemeProperties.Background, theme.Background);
        }

        /// <summary>The photo; null while it is on its way.</summary>
        public void SetPicture(Texture2D? picture)
        {
            _known = picture != null;
            if (picture != null)
            {
                _mesh.Material.SetTexture(ThemeProperties.Picture, picture);
            }

            _mesh.Shown = _any && _known;
        }

        /// <summary>Where it lies, in metres, and what all of it keeps within; nowhere: it is not drawn.</summary>
        public void SetPlaces(IReadOnlyList<PlaneRectangle> places, Bounds bounds)
        {
            _any = places.Count > 0;
            _mesh.Quads.Clear();
            foreach (PlaneRectangle place in places)
            {
                var centre = new Vector2(
                    (float)(place.Left + place.Right) / 2f, (float)(place.Bottom + place.Top) / 2f);
                var half = new Vector2((float)(place.Right - place.Left) / 2f, (float)(place.Top - place.Bottom) / 2f);
                _mesh.AddRectangle(centre, half, 0f, default, default);
            }

            _mesh.Quads.Upload();
            _mesh.Quads.SetBounds(bounds);
            _mesh.Shown = _any && _known;
        }

        public void Dispose()
        {
            _mesh.Dispose();
        }
    }
}
