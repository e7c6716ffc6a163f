using Tetrascope.Client;
using Tetrascope.Viewing;
using UnityEngine;

namespace Tetrascope.Xr
{
    /// <summary>
    /// Hands that hold the scene that is shown: one moves it, two turn it and make it larger or smaller. It works with
    /// grips and with fists, wherever the hand is.
    /// </summary>
    [DefaultExecutionOrder(10)]
    public sealed class SceneGrip : MonoBehaviour
    {
        [SerializeField, Tooltip("The left hand.")]
        private HandInput _left = null!;

        [SerializeField, Tooltip("The right hand.")]
        private HandInput _right = null!;

        [SerializeField, Tooltip("Where the scenes stand.")]
        private ScenePlaces _places = null!;

        [SerializeField, Tooltip("Which scene is shown.")]
        private SceneSwitch _scenes = null!;

        private readonly SceneGrab _grab = new SceneGrab();
        private SceneName _held;
        private bool _byLeft;
        private bool _byRight;

        /// <summary>Whether a hand holds the scene.</summary>
        public bool Holding => _byLeft || _byRight;

        private void OnEnable()
        {
            _places.Recentred += LetGo;
        }

        private void OnDisable()
        {
            _places.Recentred -= LetGo;
            LetGo();
        }

        // After those who point, who may have taken a grip for themselves.
        private void Update()
        {
            if (!(_places.Shown is ScenePlace place))
            {
                LetGo();
                return;
            }

            bool left = Holds(_left, _byLeft);
            bool right = Holds(_right, _byRight);
            if (left != _byLeft || right != _byRight || _scenes.Shown != _held)
            {
                _byLeft = left;
                _byRight = right;
                _held = _scenes.Shown;
                Begin(place);
            }
            else if (Holding)
            {
                _places.Move(Moved());
            }
        }

        /// <summary>
        /// A hand takes hold when its grip closes, and holds until it opens: not in a scene that comes after.
        /// </summary>
        private bool Holds(HandInput hand, bool before) =>
            hand.Gripped && !hand.GripTaken && (hand.GripPressed || (before && _scenes.Shown == _held));

        private void LetGo()
        {
            _byLeft = false;
            _byRight = false;
        }

        private void Begin(ScenePlace place)
        {
            if (_byLeft && _byRight)
            {
                _grab.Begin(place, Coordinates.FromUnity(_left.Position), Coordinates.FromUnity(_right.Position));
            }
            else if (Holding)
            {
                _grab.Begin(place, Coordinates.FromUnity((_byLeft ? _left : _right).Position));
            }
        }

        private ScenePlace Moved() => _byLeft && _byRight
            ? _grab.Moved(Coordinates.FromUnity(_left.Position), Coordinates.FromUnity(_right.Position))
            : _grab.Moved(Coordinates.FromUnity((_byLeft ? _left : _right).Position));
    }
}
