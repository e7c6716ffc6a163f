using Tetrascope.Client;
using Tetrascope.Comfort;
using Tetrascope.Xr;
using Unity.XR.CoreUtils;
using UnityEngine;
using UnityEngine.InputSystem;
using UnityEngine.InputSystem.XR;
using UnityEngine.UIElements;
using UnityEngine.XR.Interaction.Toolkit;
using UnityEngine.XR.Interaction.Toolkit.Inputs.Readers;
using UnityEngine.XR.Interaction.Toolkit.Interactors;
using UnityEngine.XR.Interaction.Toolkit.Interactors.Casters;
using UnityEngine.XR.Interaction.Toolkit.UI;

namespace Tetrascope.Editor
{
    /// <summary>
    /// Adds what a headset needs to the client: head and hands, and what moves the scenes around them.
    /// </summary>
    internal sealed class RigBuilder
    {
        private readonly GameObject _rig = new GameObject("Headset rig");
        private Camera _head = null!;
        private readonly GameObject _offset = new GameObject("Offset");

        private RigBuilder()
        {
            // It is switched on where there is a headset.
            _rig.SetActive(false);
            Room.SetActive(false);
            _offset.transform.SetParent(_rig.transform, false);
        }

        /// <summary>Around the person, where nothing moves with them; switched on with the rig.</summary>
        public GameObject Room { get; } = new GameObject("Room");

        /// <summary>The person's head.</summary>
        public Transform Head => _head.transform;

        /// <summary>The left hand.</summary>
        public HandInput Left { get; private set; } = null!;

        /// <summary>The right hand.</summary>
        public HandInput Right { get; private set; } = null!;

        /// <summary>Where the scenes stand.</summary>
        public ScenePlaces Places { get; private set; } = null!;

        /// <summary>Adds the rig, and says to the client when to use it.</summary>
        /// <param name="controls">Where the client's other parts are.</param>
        /// <param name="desktop">Camera and pointer of the desktop.</param>
        /// <param name="scenes">Which scene is shown.</param>
        /// <param name="structure">Scene 1.</param>
        /// <param name="pool">Scene 2.</param>
        public static RigBuilder Build(
            GameObject controls, GameObject desktop, SceneSwitch scenes, StructureScene structure, PoolScene pool)
        {
            var rig = new RigBuilder();
            rig.BuildAll(controls, desktop, scenes, structure, pool);
            return rig;
        }

        private void BuildAll(
            GameObject controls, GameObject desktop, SceneSwitch scenes, StructureScene structure, PoolScene pool)
        {
            _head = BuildHead();
            Left = BuildHand(HandSide.Left);
            Right = BuildHand(HandSide.Right);
            XROrigin origin = BuildOrigin();
            BuildToolkit();
            Places = _rig.AddComponent<ScenePlaces>();
            SceneBuilder.Link(
                Places, ("_head", Head), ("_scenes", scenes), ("_structure", structure), ("_pool", pool));
            SceneBuilder.Link(
                _rig.AddComponent<SceneGrip>(), ("_left", Left), ("_right", Right), ("_places", Places),
                ("_scenes", scenes));
            SceneBuilder.Link(_rig.AddComponent<SnapTurn>(), ("_origin", origin), ("_left", Left), ("_right", Right));
            SceneBuilder.Link(
                controls.AddComponent<Headset>(), ("_rig", _rig), ("_room", Room), ("_desktop", desktop),
                ("_head", _head),
                ("_pool", pool));
        }

        private XROrigin BuildOrigin()
        {
            var origin = _rig.AddComponent<XROrigin>();
            origin.Origin = _rig;
            origin.CameraFloorOffsetObject = _offset;
            origin.Camera = _head;
            // For who sits, wherever the floor is.
            origin.RequestedTrackingOriginMode = XROrigin.TrackingOriginMode.Device;
            return origin;
        }

        /// <summary>The toolkit's part: hands hover and press panels in the room.</summary>
        private void BuildToolkit()
        {
            _rig.AddComponent<XRInteractionManager>();
            _rig.AddComponent<XRUIToolkitManager>();
            // The toolkit's event system must not keep panels from hearing of hands.
            _rig.AddComponent<PanelInputConfiguration>().panelInputRedirection =
                PanelInputConfiguration.PanelInputRedirection.Never;
        }

        private Camera BuildHead()
        {
            GameObject head = Tracked(
                "Head", _offset, HeadControls.Position(), HeadControls.Rotation(), HeadControls.TrackingState());
            return SceneBuilder.AddCamera(head);
        }

        private HandInput BuildHand(HandSide side)
        {
            var hand = new GameObject($"{side} hand");
            hand.transform.SetParent(_offset.transform, false);
            GameObject aim = Tracked(
                $"{side} aim", hand, HandControls.AimPosition(side), HandControls.AimRotation(side),
                HandControls.TrackingState(side));
            GameObject grip = Tracked(
                $"{side} grip", hand, HandControls.GripPosition(side), HandControls.GripRotation(side),
                HandControls.TrackingState(side));
            var input = hand.AddComponent<HandInput>();
            input.Bind(side);
            NearFarInteractor panels = BuildInteractor(aim, input);
            SceneBuilder.Link(input, ("_aim", aim.transform), ("_grip", grip.transform), ("_panels", panels));
            SceneBuilder.Link(
                hand.AddComponent<HandBody>(), ("_hand", input), ("_aim", aim.transform), ("_grip", grip.transform),
                ("_shader", SceneBuilder.ShaderOf("Hand")));
            return input;
        }

        private static NearFarInteractor BuildInteractor(GameObject aim, HandInput hand)
        {
            var caster = aim.AddComponent<CurveInteractionCaster>();
            // A panel is hit by the ray that is seen, and not by one beside it.
            caster.hitDetectionType = CurveInteractionCaster.HitDetectionType.Raycast;
            var interactor = aim.AddComponent<NearFarInteractor>();
            interactor.farInteractionCaster = caster;
            interactor.enableNearCasting = false;
            interactor.uiPressInput.inputSourceMode = XRInputButtonReader.InputSourceMode.ObjectReference;
            interactor.uiPressInput.SetObjectReference(hand);
            return interactor;
        }

        private static GameObject Tracked(
            string name, GameObject parent, InputAction position, InputAction rotation, InputAction state)
        {
            var tracked = new GameObject(name);
            tracked.transform.SetParent(parent.transform, false);
            var driver = tracked.AddComponent<TrackedPoseDriver>();
            driver.positionInput = new InputActionProperty(position);
            driver.rotationInput = new InputActionProperty(rotation);
            driver.trackingStateInput = new InputActionProperty(state);
            return tracked;
        }
    }
}
