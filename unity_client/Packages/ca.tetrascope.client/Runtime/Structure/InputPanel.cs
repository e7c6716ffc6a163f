using System;
using Tetrascope.Geometry;
using Tetrascope.Picking;
using UnityEngine;
using N = Tetrascope.Geometry.StructureNumbers;

namespace Tetrascope.Client
{
    /// <summary>The input of scene 1, masks applied: one picture, one draw call.</summary>
    internal sealed class InputPanel
    {
        private const float Margin = 0.034f;
        private static readonly int Picture = Shader.PropertyToID("_Picture");
        private static readonly int State = Shader.PropertyToID("_State");

        private readonly DrawnMesh _mesh;
        private Texture2D? _picture;
        private Vector4 _state;

        public InputPanel(Transform parent, Shader shader, int order)
        {
            _mesh = new DrawnMesh("Input", parent, shader, order);
            SetSize(Size);
        }

        /// <summary>Rows and columns of the network's input.</summary>
        public Size Size { get; private set; } = new Size(1, 1);

        public void SetTheme(SceneTheme theme)
        {
            _mesh.Material.SetColor(ThemeProperties.Background, theme.Background);
            _mesh.Material.SetColor(ThemeProperties.Line, theme.Line);
            _mesh.Material.SetColor(ThemeProperties.Muted, theme.Muted);
            _mesh.Material.SetColor(ThemeProperties.Accent, theme.Accent);
            _mesh.Material.SetFloat(ThemeProperties.Darkness, SceneTheme.Darkness);
        }

        /// <summary>How large the picture will be: its place is there before it.</summary>
        public void SetSize(Size size)
        {
            Size = size;
            Extent extent = StructureLayout.MapExtent(size, N.InputSide);
            Vector2 centre = Coordinates.ToUnity(StructureLayout.InputCentre);
            var half = new Vector2((float)extent.Width / 2f, (float)extent.Height / 2f);
            _mesh.Quads.Clear();
            _mesh.AddRectangle(centre, half, Margin, default, default);
            _mesh.Quads.Upload();
            _mesh.Quads.SetBounds(new Bounds(new Vector3(centre.x, centre.y, 0f), new Vector3(1.1f, 1.1f, 0.1f)));
        }

        /// <summary>
        /// The bytes that it shows: red, green, blue and alpha, the top row first; to be written, and then shown by
        /// <see cref="Show"/>.
        /// </summary>
        public Span<byte> Bytes(Size size)
        {
            if (_picture == null || !Size.Equals(size))
            {
                Forget();
                SetSize(size);
                _picture = TextureBytes.Picture("Input", size, true);
                _mesh.Material.SetTexture(Picture, _picture);
            }

            return _picture.GetPixelData<byte>(0).AsSpan();
        }

        /// <summary>Shows what was written.</summary>
        public void Show()
        {
            if (_picture == null)
            {
                return;
            }

            _picture.Apply(true, false);
            _state.x = 1f;
            _mesh.Material.SetVector(State, _state);
        }

        /// <summary>Takes the picture away; its empty place stays.</summary>
        public void Forget()
        {
            if (_picture != null)
            {
                UnityEngine.Object.Destroy(_picture);
            }

            _picture = null;
            _state.x = 0f;
            _mesh.Material.SetVector(State, _state);
        }

        /// <summary>Shows whether it can be drawn on.</summary>
        public void SetDrawing(bool on)
        {
            _state.y = on ? 1f : 0f;
            _mesh.Material.SetVector(State, _state);
        }

        /// <summary>Marks the receptive field of what is looked at, where it is on the input.</summary>
        public void Mark(in FieldMarks marks)
        {
            _state.z = marks.OnInput ? 1f : 0f;
            _mesh.Material.SetVector(ThemeProperties.FieldBox, Coordinates.ToUnity(marks.InputBox));
            _mesh.Material.SetVector(State, _state);
        }

        public void Dispose()
        {
            Forget();
            _mesh.Dispose();
        }
    }
}
