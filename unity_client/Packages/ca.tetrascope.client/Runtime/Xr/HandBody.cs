using Tetrascope.Client;
using UnityEngine;

namespace Tetrascope.Xr
{
    /// <summary>
    /// What is seen of a hand: a plain block, the ray that it points along, and a dot where the ray ends.
    /// </summary>
    public sealed class HandBody : MonoBehaviour
    {
        /// <summary>Length of a ray that meets nothing, in metres.</summary>
        private const float Open = 1.2f;

        /// <summary>Half the dot's side, for a metre of distance.</summary>
        private const float Dot = 0.006f;

        private static readonly int Ink = Shader.PropertyToID("_Ink");
        private static readonly Vector3 Block = new Vector3(0.018f, 0.012f, 0.05f);
        private static readonly Vector3 Beam = new Vector3(0.0012f, 0.0012f, 0.5f);

        [SerializeField, Tooltip("The hand.")]
        private HandInput _hand = null!;

        [SerializeField, Tooltip("Where the ray begins.")]
        private Transform _aim = null!;

        [SerializeField, Tooltip("Where the hand is.")]
        private Transform _grip = null!;

        [SerializeField, Tooltip("Draws it.")]
        private Shader _shader = null!;

        [SerializeField, Tooltip("Its colours.")]
        private SceneTheme _theme = new SceneTheme();

        private DrawnMesh _block = null!;
        private DrawnMesh _beam = null!;
        private DrawnMesh _dot = null!;
        private bool _pressed;

        private void Awake()
        {
            _block = Boxed("Block", _grip, Block, default);
            _beam = Boxed("Ray", _aim, Beam, new Vector3(0f, 0f, Beam.z));
            _dot = Boxed("End of the ray", _aim, Vector3.one, default);
            SetInk();
        }

        private void LateUpdate()
        {
            float length = _hand.RayEnd is Vector3 end ? (end - _aim.position).magnitude : Open;
            _block.Shown = _hand.Tracked;
            _beam.Shown = _hand.Tracked;
            _dot.Shown = _hand.Tracked && _hand.RayEnd != null;
            _beam.Place.localScale = new Vector3(1f, 1f, length);
            _dot.Place.localPosition = new Vector3(0f, 0f, length);
            _dot.Place.localScale = Vector3.one * (Dot * length);
            if (_hand.Held != _pressed)
            {
                _pressed = _hand.Held;
                SetInk();
            }
        }

        private void OnDestroy()
        {
            _block.Dispose();
            _beam.Dispose();
            _dot.Dispose();
        }

        private void SetInk()
        {
            _block.Material.SetColor(Ink, _theme.Muted);
            _beam.Material.SetColor(Ink, _pressed ? _theme.Accent : _theme.Text);
            _dot.Material.SetColor(Ink, _theme.Accent);
        }

        /// <summary>A box around a point, whose sides are told apart by how bright they are.</summary>
        private DrawnMesh Boxed(string name, Transform parent, Vector3 half, Vector3 centre)
        {
            var drawn = new DrawnMesh(name, parent, _shader, 0);
            var x = new Vector3(half.x, 0f, 0f);
            var y = new Vector3(0f, half.y, 0f);
            var z = new Vector3(0f, 0f, half.z);
            AddSide(drawn, centre - z, x, y, 0.8f);
            AddSide(drawn, centre + z, x * -1f, y, 0.8f);
            AddSide(drawn, centre + y, x, z, 1f);
            AddSide(drawn, centre - y, x, z * -1f, 0.55f);
            AddSide(drawn, centre + x, z, y, 0.7f);
            AddSide(drawn, centre - x, z * -1f, y, 0.7f);
            drawn.Quads.Upload();
            drawn.Quads.SetBounds(new Bounds(centre, half * 2f));
            return drawn;
        }

        /// <summary>A side as seen from outside: to its right and upwards.</summary>
        private static void AddSide(DrawnMesh drawn, Vector3 middle, Vector3 right, Vector3 up, float bright)
        {
            var tint = new Vector4(bright, bright, bright, 1f);
            drawn.Quads.Add(
                Corner(middle - right - up, tint), Corner(middle + right - up, tint),
                Corner(middle + right + up, tint), Corner(middle - right + up, tint));
        }

        private static FlatVertex Corner(Vector3 at, Vector4 tint) => new FlatVertex { Position = at, Tint = tint };
    }
}
