using System;
using Tetrascope.Colours;
using Tetrascope.Geometry;
using Tetrascope.Packing;
using Tetrascope.Protocol;
using UnityEngine;
using UnityEngine.Rendering;

namespace Tetrascope.Client
{
    /// <summary>
    /// All masked images in one draw call. A quad says nothing but its corner and its place in a table; the table goes
    /// to the graphics processor as it is, as a texture, whenever it has changed.
    /// </summary>
    /// <remarks>
    /// Unity's own instancing would need more than one draw for a thousand images and more, and storage buffers are not
    /// there on every headset; an ordinary renderer is drawn for both eyes at once like any other.
    /// </remarks>
    internal sealed class ImageTable
    {
        /// <summary>Texels for each image: the vectors of <see cref="PoolInstance"/>.</summary>
        private const int Columns = 5;
        private static readonly int Images = Shader.PropertyToID("_Images");
        private static readonly int Filling = Shader.PropertyToID("_Filling");
        private static readonly int Now = Shader.PropertyToID("_Now");
        private static readonly int LensProperty = Shader.PropertyToID("_Lens");
        private static readonly int Half = Shader.PropertyToID("_Half");
        private static readonly int SupportBorder = Shader.PropertyToID("_SupportBorder");
        private static readonly int DepthCue = Shader.PropertyToID("_DepthCue");
        private static readonly int Kept = Shader.PropertyToID("_Kept");
        private static readonly int Changed = Shader.PropertyToID("_Changed");
        private static readonly int Support = Shader.PropertyToID("_Support");
        private static readonly int Halo = Shader.PropertyToID("_Halo");
        private static readonly int Lower = Shader.PropertyToID("_Lower");
        private static readonly int Higher = Shader.PropertyToID("_Higher");
        private static readonly int Strongest = Shader.PropertyToID("_Strongest");

        private static readonly VertexAttributeDescriptor[] Layout =
        {
            new VertexAttributeDescriptor(VertexAttribute.Position, VertexAttributeFormat.Float32, 3),
        };

        private readonly QuadMesh<Vector3> _quads = new QuadMesh<Vector3>("Images", Layout);
        private readonly GameObject _object;
        private readonly Material _material;
        private Texture2D? _table;
        private Texture2D? _picture;
        private Texture2D? _filling;
        private int _rows;
        private int _version = -1;

        public ImageTable(Transform parent, PoolShaders shaders, int order)
        {
            _material = new Material(shaders.Image);
            _object = new GameObject("Images");
            _object.transform.SetParent(parent, false);
            _object.AddComponent<MeshFilter>().sharedMesh = _quads.Mesh;
            MeshRenderer renderer = _object.AddComponent<MeshRenderer>();
            renderer.sharedMaterial = _material;
            renderer.sortingOrder = order;
            _material.SetFloat(SupportBorder, (float)PoolNumbers.SupportVectorBorder);
            _material.SetColor(Kept, SceneTheme.Of(SceneColours.Kept));
            _material.SetColor(Changed, SceneTheme.Of(SceneColours.Changed));
            _material.SetColor(Lower, SceneTheme.Of(SceneColours.ImportanceNegative));
            _material.SetColor(Higher, SceneTheme.Of(SceneColours.ImportancePositive));
            _material.SetFloat(Strongest, (float)Importance.Strongest);
            _material.SetFloat(ThemeProperties.Linear, SceneTheme.LinearLight);
            SetBounds(PoolBody.Reach);
        }

        /// <summary>The original; null while it is on its way.</summary>
        public Texture2D? Picture => _picture;

        /// <summary>What the images keep within, in metres.</summary>
        public void SetBounds(Bounds bounds)
        {
            _quads.SetBounds(bounds);
        }

        public void SetTheme(SceneTheme theme)
        {
            // On a dark ground a black border would not be seen: a support vector wears the colour of text there.
            _material.SetColor(Support, theme.IsDark ? theme.Text : SceneTheme.Of(SceneColours.SupportVector));
            _material.SetColor(Halo, theme.Background);
            _material.SetColor(ThemeProperties.Background, theme.Background);
            _material.SetColor(ThemeProperties.Accent, theme.Accent);
        }

        /// <summary>The original and what shows through a mask; null while they are on their way.</summary>
        public void SetPictures(Tensor? picture, Tensor? filling)
        {
            Drop(ref _picture);
            Drop(ref _filling);
            if (picture == null || filling == null)
            {
                return;
            }

            var size = new Size(picture.Shape[0], picture.Shape[1]);
            _picture = Made("Original", picture, size);
            _filling = Made("Fill", filling, size);
            _material.SetTexture(ThemeProperties.Picture, _picture);
            _material.SetTexture(Filling, _filling);
            Extent extent = StructureLayout.MapExtent(size, 0.5);
            _material.SetVector(Half, new Vector4((float)extent.Width, (float)extent.Height, 0f, 0f));
        }

        /// <summary>Hands the images over where they have changed, and says the shader what time it is.</summary>
        /// <param name="cloud">The images; their ways are measured in seconds.</param>
        /// <param name="now">The time.</param>
        /// <param name="depths">Distances from the eye between which images get lighter, in metres.</param>
        /// <param name="lens">Pixels of the view for a metre at a metre's distance.</param>
        public void Update(ImageCloud cloud, double now, Vector4 depths, float lens)
        {
            _material.SetFloat(Now, (float)now);
            _material.SetVector(ThemeProperties.Depths, depths);
            _material.SetVector(LensProperty, new Vector4(lens, 0f, 0f, 0f));
            if (cloud.Version == _version)
            {
                return;
            }

            _version = cloud.Version;
            Reserve(cloud.Table.Length);
            if (_quads.Count != cloud.Count)
            {
                WriteQuads(cloud.Count);
            }

            cloud.Table.AsSpan().CopyTo(_table!.GetPixelData<PoolInstance>(0).AsSpan());
            _table.Apply(false, false);
        }

        /// <summary>What images face: a place in the world (w: 1), or a direction (w: 0).</summary>
        public void SetEye(Vector4 eye)
        {
            _material.SetVector(ThemeProperties.Eye, eye);
        }

        /// <summary>Whether chosen images stand before all others, whatever their distance.</summary>
        public void SetRaise(bool on)
        {
            _material.SetFloat(ThemeProperties.Raise, on ? 1f : 0f);
        }

        /// <summary>Whether images get lighter with their distance.</summary>
        public void SetDepthCue(bool on)
        {
            _material.SetFloat(DepthCue, on ? 0.4f : 0f);
        }

        public void Dispose()
        {
            Drop(ref _table);
            SetPictures(null, null);
            _quads.Dispose();
            UnityEngine.Object.Destroy(_material);
            UnityEngine.Object.Destroy(_object);
        }

        private static Texture2D Made(string name, Tensor tensor, Size size)
        {
            Texture2D texture = TextureBytes.Picture(name, size, true);
            TextureBytes.WriteRgb(texture, tensor.Data.Span);
            return texture;
        }

        private static void Drop(ref Texture2D? texture)
        {
            if (texture != null)
            {
                UnityEngine.Object.Destroy(texture);
            }

            texture = null;
        }

        private void Reserve(int rows)
        {
            if (rows <= _rows)
            {
                return;
            }

            Drop(ref _table);
            _rows = rows;
            _table = new Texture2D(Columns, rows, TextureFormat.RGBAFloat, false, true)
            {
                name = "Table of images",
                filterMode = FilterMode.Point,
                wrapMode = TextureWrapMode.Clamp,
            };
            _material.SetTexture(Images, _table);
        }

        private void WriteQuads(int count)
        {
            _quads.Clear();
            for (int row = 0; row < count; row++)
            {
                _quads.Add(
                    new Vector3(-1f, -1f, row), new Vector3(1f, -1f, row), new Vector3(1f, 1f, row),
                    new Vector3(-1f, 1f, row));
            }

            _quads.Upload();
        }
    }
}
